import { qualifiedConceptId } from './conceptId';
import type { ConceptId } from './model';

/** What a name means, as one string: its concepts' ids with their prefixes, sorted, joined by |. Equal meanings are equal strings. */
export type Meaning = string;

export const meaningOf = (ids: readonly ConceptId[]): Meaning =>
  ids.length === 1 ? qualifiedConceptId(ids[0]) : [...new Set(ids.map(qualifiedConceptId))].sort().join('|');

export const conceptsOf = (meaning: Meaning): ConceptId[] => meaning.split('|');
