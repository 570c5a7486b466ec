import type { ConceptId, Relation } from '../annotation/model';
import { parseConcepts } from './identifier';

/** The pairs of concepts that a relation joins: an end that names several at once (`D001943|D010051`) stands for each of them. */
export function conceptPairs({ subject, object }: Relation): (readonly [ConceptId, ConceptId])[] {
  return conceptsOf(subject).flatMap((from) => conceptsOf(object).map((to) => [from, to] as const));
}

/** The concepts that an end names: itself, or several. */
export function conceptsOf(end: ConceptId): readonly ConceptId[] {
  const parts = parseConcepts(end);
  return parts.length > 0 ? parts : [end];
}
