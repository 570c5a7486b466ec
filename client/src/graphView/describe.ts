import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';
import { relationVerb } from '../../../server/src/protocol/vocabulary';
import { count } from '../page/count';
import { percent } from '../page/dom';
import type { Selected } from './drawing';
import type { Shown } from './filter';
import type { IndexedGraph } from './graphIndex';
import type { Direction } from './neighbour';

/** What a person hears of a selection. */
export function describeSelection(
  { concepts, graph }: IndexedGraph,
  { concept, relation }: Selected,
): string {
  if (concept !== undefined) {
    const { concept: known, type, relations } = concepts.get(concept)!;
    return `${known.name}, ${type}, ${count(relations.length, 'relation')}, in ${count(known.places.length, 'document')}`;
  }
  if (relation === undefined) return 'Nothing is selected';
  const { subject, object, type, negated, bestScore, evidenceCount } = graph.relations[relation];
  const [from, to] = [subject, object].map((id) => concepts.get(id)!.concept.name);
  const verb = relationVerb(type, 'subject', negated);
  const score = bestScore === undefined ? '' : `, score ${percent(bestScore)}`;
  return `${from} ${verb} ${to}${score}, ${count(evidenceCount, 'sentence')}`;
}

const directions: Readonly<Record<Direction, string>> = {
  ArrowUp: 'above',
  ArrowDown: 'below',
  ArrowLeft: 'to the left',
  ArrowRight: 'to the right',
};

export const noNeighbour = (direction: Direction): string => `No neighbour ${directions[direction]}`;

/** `29 of 42 concepts · 19 relations · 10 documents` */
export function describeCounts({ concepts, relations, documents }: KnowledgeGraph, shown: Shown): string {
  const of = (part: number, all: number, noun: string) =>
    part === all ? count(all, noun) : `${part.toLocaleString('en')} of ${count(all, noun)}`;
  return [
    of(shown.concepts.length, concepts.length, 'concept'),
    of(shown.relations.length, relations.length, 'relation'),
    count(documents.length, 'document'),
  ].join(' · ');
}

/** What has to be said of the picture; nothing where it shows what the filters leave. */
export function noteOn(graph: KnowledgeGraph, shown: Shown, drawn: Shown): string {
  if (graph.concepts.length === 0) return 'No concept was found in these documents.';
  if (shown.concepts.length === 0)
    return 'The filters leave nothing; show more types, a lower score, or concepts without relations.';
  if (drawn.concepts.length === shown.concepts.length) return '';
  const [some, all] = [drawn, shown].map(({ concepts }) => concepts.length.toLocaleString('en'));
  return `The ${some} concepts with the most relations are drawn; the tables have all ${all}.`;
}
