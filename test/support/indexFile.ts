import { writeFileSync } from 'node:fs';
import type { Concept } from '../../server/src/terminology/concept';
import { IndexBuilder } from '../../server/src/terminology/index/builder';

/** Writes a compiled index. Concepts are `id type name|synonym…`. @returns its path */
export function writeIndex(path: string, ...concepts: readonly string[]): string {
  const builder = new IndexBuilder();
  builder.beginSource({ file: 'test.tsv', format: 'table', version: '1', licence: 'CC0' });
  for (const concept of concepts) builder.add(read(concept));
  writeFileSync(path, builder.build('test').bytes);
  return path;
}

function read(concept: string): Concept {
  const [, id, type, names] = /^(\S+) (\S+) (.+)$/.exec(concept) ?? [];
  const [preferredName, ...synonyms] = names.split('|');
  return { id, preferredName, synonyms, types: [type] };
}
