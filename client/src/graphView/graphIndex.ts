import type {
  GraphConcept,
  GraphRelation,
  KnowledgeGraph,
} from '../../../server/src/protocol/knowledgeGraph';
import { type EntityKind, kindOfType } from '../../../server/src/protocol/vocabulary';

/** A concept with what the view asks of it again and again. */
export interface IndexedConcept {
  readonly concept: GraphConcept;
  /** Its most frequent type; `No type` for what only a relation names. */
  readonly type: string;
  readonly kind: EntityKind;
  /** Made of its wording alone: no terminology knows it. */
  readonly unlinked: boolean;
  /** Places of its relations in the graph's list. */
  readonly relations: readonly number[];
  readonly documents: ReadonlySet<number>;
  /** All its names and its id in lower case, a line each. */
  readonly searched: string;
}

export interface IndexedGraph {
  readonly graph: KnowledgeGraph;
  readonly concepts: ReadonlyMap<string, IndexedConcept>;
  /** In order of their number of concepts. */
  readonly types: readonly string[];
  readonly relationTypes: readonly string[];
}

export const noType = 'No type';

export function indexed(graph: KnowledgeGraph): IndexedGraph {
  const relations = new Map<string, number[]>();
  for (const [place, { subject, object }] of graph.relations.entries())
    for (const end of new Set([subject, object])) {
      const places = relations.get(end);
      if (places) places.push(place);
      else relations.set(end, [place]);
    }
  const concepts = new Map(
    graph.concepts.map((concept) => [concept.id, indexedConcept(concept, relations.get(concept.id) ?? [])]),
  );
  return {
    graph,
    concepts,
    types: mostFrequent([...concepts.values()].map(({ type }) => type)),
    relationTypes: mostFrequent(graph.relations.map(({ type }) => type)),
  };
}

function indexedConcept(concept: GraphConcept, relations: readonly number[]): IndexedConcept {
  const type = concept.types[0] ?? noType;
  return {
    concept,
    type,
    kind: kindOfType(type),
    unlinked: concept.id.startsWith('text:'),
    relations,
    documents: new Set(concept.places.map(({ document }) => document)),
    searched: [concept.id, concept.name, ...concept.wordings.map(({ text }) => text)]
      .join('\n')
      .toLowerCase(),
  };
}

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

/** How sure a claim is; what a person or a corpus says is sure. */
export const sureness = ({ bestScore = 1 }: GraphRelation): number => bestScore;
