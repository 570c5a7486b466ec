import type { Annotations, ConceptLink, EntityMention } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';

/**
 * Ids as they are compared in scores: parts of a composite id are ids of their own, MeSH's and OMIM's prefixes do not
 * matter, and the marks of "no id" are none.
 */
export function comparableIds(id: string): string[] {
  return id
    .split(/[|;+]/)
    .map((part) =>
      part
        .trim()
        .replace(/^(?:MESH|mesh|MeSH):/, '')
        .replace(/^OMIM:/, ''),
    )
    .filter((part) => part !== '' && part !== '-1' && part !== '-' && part !== 'None');
}

/** The ids of a mention; an id that only repeats its wording is none. */
export const conceptSet = (concepts: readonly ConceptLink[]): Set<string> =>
  new Set(concepts.filter(({ id }) => !isUnlinked(id)).flatMap(({ id }) => comparableIds(id)));

type Linked = Pick<EntityMention, 'concepts'>;

/** Whether two mentions mean the same ids, or none. */
export function sameConcepts(a: Linked, b: Linked): boolean {
  const [ids, others] = [conceptSet(a.concepts), conceptSet(b.concepts)];
  return ids.size === others.size && [...ids].every((id) => others.has(id));
}

/** The entity types of which documents say concepts. */
export const linkedTypes = (documents: readonly Pick<Annotations, 'mentions'>[]): Set<string> =>
  new Set(
    documents.flatMap(({ mentions }) =>
      mentions.filter(({ concepts }) => conceptSet(concepts).size > 0).map(({ type }) => type),
    ),
  );
