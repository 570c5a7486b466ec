import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Concept } from '../../../server/src/terminology/concept';
import { IndexBuilder } from '../../../server/src/terminology/index/builder';
import { TermIndex } from '../../../server/src/terminology/index/termIndex';
import {
  type Imported,
  type ImportOptions,
  importFile,
} from '../../../server/src/terminology/reading/importFile';

/** Where the real terminologies lie, if they do. */
export const terminologyFile = (name: string): string =>
  join(process.env['BIOGLOSS_DATA'] ?? join(process.cwd(), '..', 'shared', 'data'), 'terminology', name);

export function compiled(builder: IndexBuilder, name = 'test'): TermIndex {
  const { bytes } = builder.build(name);
  return new TermIndex(bytes.buffer as ArrayBuffer, `${name}.terms`);
}

export function indexOf(...concepts: readonly Concept[]): TermIndex {
  const builder = new IndexBuilder();
  builder.beginSource({ file: 'test', format: 'test' });
  for (const concept of concepts) builder.add(concept);
  return compiled(builder);
}

export const conceptsOf = (index: TermIndex): Concept[] =>
  Array.from({ length: index.conceptCount }, (_, concept) => index.concept(concept));

/** Imports files given as texts, one after the other, into one index. */
export async function imported(
  texts: readonly (string | Buffer)[],
  options?: ImportOptions,
): Promise<{ index: TermIndex; concepts: Concept[]; results: Imported[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-terms-'));
  try {
    const builder = new IndexBuilder();
    const results: Imported[] = [];
    for (const [i, text] of texts.entries()) {
      const path = join(folder, `${i}.txt`);
      writeFileSync(path, text);
      results.push(await importFile(path, builder, options));
    }
    const index = compiled(builder);
    return { index, concepts: conceptsOf(index), results };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
