import type { GraphRelation } from '../../../server/src/protocol/knowledgeGraph';
import { type IndexedConcept, type IndexedGraph, sureness } from './graphIndex';

/** What a person wants to see. */
export interface GraphFilter {
  readonly hiddenTypes: readonly string[];
  readonly hiddenRelations: readonly string[];
  /** Relations that are less sure are left out; 0 to 1. */
  readonly minimumScore: number;
  /** Only what this document says; its id. */
  readonly document: string;
  /** Also concepts without any relation that is shown. */
  readonly isolated: boolean;
  /** Also names that no terminology knows. */
  readonly unlinked: boolean;
}

export interface Shown {
  /** In the order of the graph. */
  readonly concepts: readonly IndexedConcept[];
  /** Places in the graph's list. */
  readonly relations: readonly number[];
}

/** A graph without any relation would show nothing if its concepts needed one. */
export const openFilter = ({ graph }: IndexedGraph, minimumScore: number): GraphFilter => ({
  hiddenTypes: [],
  hiddenRelations: [],
  minimumScore,
  document: '',
  isolated: graph.relations.length === 0,
  unlinked: false,
});

/** What a filter leaves of a graph. */
export function filtered(index: IndexedGraph, filter: GraphFilter): Shown {
  const { graph, concepts } = index;
  const documents = documentsOf(index, filter.document);
  const allowed = new Map([...concepts].filter(([, concept]) => allows(filter, concept)));
  const relations = graph.relations.flatMap((relation, place) =>
    allowed.has(relation.subject) && allowed.has(relation.object) && claims(relation, filter, documents)
      ? place
      : [],
  );
  const ends = new Set(
    relations.flatMap((place) => [graph.relations[place].subject, graph.relations[place].object]),
  );
  const shown = [...allowed].filter(
    ([id, concept]) => ends.has(id) || (filter.isolated && mentions(concept, documents)),
  );
  return { concepts: shown.map(([, concept]) => concept), relations };
}

const allows = ({ hiddenTypes, unlinked }: GraphFilter, concept: IndexedConcept): boolean =>
  !hiddenTypes.includes(concept.type) && (unlinked || !concept.unlinked);

/** Several documents may have one id; undefined where all count. */
function documentsOf({ graph }: IndexedGraph, id: string): ReadonlySet<number> | undefined {
  if (id === '') return undefined;
  return new Set(graph.documents.flatMap((document, number) => (document.id === id ? number : [])));
}

function claims(
  relation: GraphRelation,
  { hiddenRelations, minimumScore }: GraphFilter,
  documents: ReadonlySet<number> | undefined,
): boolean {
  if (hiddenRelations.includes(relation.type)) return false;
  if (!documents) return sureness(relation) >= minimumScore;
  return relation.claims.some(({ document, score = 1 }) => documents.has(document) && score >= minimumScore);
}

const mentions = ({ documents: own }: IndexedConcept, documents: ReadonlySet<number> | undefined): boolean =>
  !documents || [...documents].some((document) => own.has(document));

/** The concepts whose names or id hold all words of a search, those that begin with it first. */
export function found(concepts: readonly IndexedConcept[], search: string): IndexedConcept[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const begins = ({ concept }: IndexedConcept) => concept.name.toLowerCase().startsWith(words[0]);
  return concepts
    .filter(({ searched }) => words.every((word) => searched.includes(word)))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)));
}

/** More than this is no picture; the tables have all. */
const mostDrawn = 2000;

/** What of it is drawn: where it is too much, the concepts with the most relations. */
export function drawn({ graph }: IndexedGraph, shown: Shown): Shown {
  if (shown.concepts.length <= mostDrawn) return shown;
  const weight = ({ relations, concept }: IndexedConcept) => relations.length * 1e6 + concept.mentionCount;
  const concepts = [...shown.concepts].sort((a, b) => weight(b) - weight(a)).slice(0, mostDrawn);
  const ids = new Set(concepts.map(({ concept }) => concept.id));
  const relations = shown.relations.filter((place) => {
    const { subject, object } = graph.relations[place];
    return ids.has(subject) && ids.has(object);
  });
  return { concepts, relations };
}
