import type { Annotations, ConceptId, Relation } from '../annotation/model';
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

/** Relations of which no pair of concepts is mentioned by the document as a whole, with the ids that no mention has. One pair of several is enough. */
export function unnamedEnds({
  mentions,
  relations,
}: Annotations): { readonly relation: Relation; readonly missing: readonly ConceptId[] }[] {
  if (relations.length === 0) return [];
  const named = new Set(mentions.flatMap(({ concepts }) => concepts.map(({ id }) => id)));
  return relations.flatMap((relation) => {
    const ends = conceptPairs(relation).map((pair) => pair.filter((id) => !named.has(id)));
    if (ends.some((missing) => missing.length === 0)) return [];
    return [{ relation, missing: [...new Set(ends.flat())] }];
  });
}
