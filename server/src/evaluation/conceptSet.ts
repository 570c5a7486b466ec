import type { ConceptLink } from '../annotation/model';

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

export const conceptSet = (concepts: readonly ConceptLink[]): Set<string> =>
  new Set(concepts.flatMap(({ id }) => comparableIds(id)));
