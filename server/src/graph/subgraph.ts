import type { ConceptId } from '../annotation/model';
import type { KnowledgeGraph } from './model';

/** What to keep of a graph: ids of concepts, and places in its list of relations. */
export interface Selection {
  readonly concepts: readonly ConceptId[];
  readonly relations: readonly number[];
}

/** A part of a graph, with the documents that it still speaks of. Counts stay what they are in the whole. */
export function subgraph(graph: KnowledgeGraph, keep: Selection): KnowledgeGraph {
  const ids = new Set(keep.concepts);
  const places = new Set(keep.relations);
  const concepts = graph.concepts.filter(({ id }) => ids.has(id));
  const relations = graph.relations.filter((_, place) => places.has(place));
  const numbers = new Map<number, number>();
  for (const { document } of [
    ...concepts.flatMap(({ places }) => places),
    ...relations.flatMap(({ claims }) => claims),
  ])
    numbers.set(document, 0);
  const documents = graph.documents.filter((_, number) => numbers.has(number));
  for (const [place, number] of [...numbers.keys()].sort((a, b) => a - b).entries())
    numbers.set(number, place);
  const renumbered = <T extends { readonly document: number }>(items: readonly T[]): T[] =>
    items.map((item) => ({ ...item, document: numbers.get(item.document)! }));
  return {
    ...graph,
    documents,
    concepts: concepts.map((concept) => ({ ...concept, places: renumbered(concept.places) })),
    relations: relations.map((relation) => ({
      ...relation,
      claims: renumbered(relation.claims),
      evidence: renumbered(relation.evidence),
    })),
  };
}
