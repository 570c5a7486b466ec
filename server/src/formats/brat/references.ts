import type { ConceptLink, EntityMention } from '../../annotation/model';
import { onOneLine } from '../onOneLine';
import { idForLine, idOfLine } from './notes';

// brat's normalisations need the name of a database: `N1⇥Reference T1 MESH:D009288⇥Naproxen`.
const withDatabase = /^[^\s:]+:\S+$/;
const bareMesh = /^[CD]\d{6,}$/;
const namedMesh = /^MESH:[CD]\d{6,}$/;
/** Stands for the database of an id that has none. */
const NO_DATABASE = 'Concept:';

/** Whether a document writes MeSH's ids without its name, and none with it: then the name can be taken away again. */
export function hasBareMesh(mentions: readonly EntityMention[]): boolean {
  const ids = mentions.flatMap(({ concepts }) => concepts.map(({ id }) => id));
  return ids.some((id) => bareMesh.test(id)) && !ids.some((id) => namedMesh.test(id));
}

/** @param bare whether the document's bare ids are MeSH's, which the reader is told */
export function referenceOf(id: string, bare: boolean): string {
  if (bare && bareMesh.test(id)) return `MESH:${id}`;
  const written = idForLine(id);
  return withDatabase.test(written) && !written.startsWith(NO_DATABASE) ? written : NO_DATABASE + written;
}

export function idOfReference(reference: string, bare: boolean): string {
  if (bare && namedMesh.test(reference)) return reference.slice('MESH:'.length);
  return idOfLine(reference.startsWith(NO_DATABASE) ? reference.slice(NO_DATABASE.length) : reference);
}

/** The last column of an N line: the concept's name, or else the mention's words. */
export const nameColumn = ({ name }: ConceptLink, words: string): string => onOneLine(name ?? words);

/** The name that such a column tells; undefined where it repeats the mention's words. */
export const nameIn = (column: string | undefined, words: string): string | undefined =>
  column === undefined || column === '' || column === onOneLine(words) ? undefined : column;
