import { relationVerb } from '../../../server/src/protocol/vocabulary';
import { element, percent } from '../page/dom';
import { SortedTable } from '../page/sortedTable';
import { type IndexedConcept, type IndexedGraph, sureness } from './graphIndex';
import { kindMark } from './theme';

const named = ({ kind, concept }: IndexedConcept): Node => element('span', {}, kindMark(kind), concept.name);

/** The concepts of the graph as a table. */
export const conceptTable = (
  selected: () => string | undefined,
  select: (concept: string) => void,
): SortedTable<IndexedConcept> =>
  new SortedTable<IndexedConcept>(
    'Concepts',
    [
      { title: 'Name', cell: named, key: ({ concept }) => concept.name },
      {
        title: 'Id',
        cell: ({ unlinked, concept }) => (unlinked ? '–' : concept.id),
        key: ({ concept }) => concept.id,
      },
      { title: 'Type', cell: ({ type }) => type, key: ({ type }) => type },
      {
        title: 'Relations',
        numeric: true,
        cell: ({ relations }) => String(relations.length),
        key: ({ relations }) => relations.length,
      },
      {
        title: 'Mentions',
        numeric: true,
        cell: ({ concept }) => String(concept.mentionCount),
        key: ({ concept }) => concept.mentionCount,
      },
      {
        title: 'Documents',
        numeric: true,
        cell: ({ concept }) => String(concept.places.length),
        key: ({ concept }) => concept.places.length,
      },
    ],
    ({ concept }) => concept.id === selected(),
    ({ concept }) => select(concept.id),
    { column: 3, ascending: false },
  );

/** The relations of the graph as a table; rows are places in its list. */
export const relationTable = (
  { graph, concepts }: IndexedGraph,
  selected: () => number | undefined,
  select: (relation: number) => void,
): SortedTable<number> => {
  const of = (place: number) => graph.relations[place];
  const end = (id: string) => concepts.get(id)!;
  const verb = (place: number) => relationVerb(of(place).type, 'subject', of(place).negated);
  return new SortedTable<number>(
    'Relations',
    [
      {
        title: 'Subject',
        cell: (place) => named(end(of(place).subject)),
        key: (place) => end(of(place).subject).concept.name,
      },
      { title: 'Relation', cell: verb, key: verb },
      {
        title: 'Object',
        cell: (place) => named(end(of(place).object)),
        key: (place) => end(of(place).object).concept.name,
      },
      {
        title: 'Best score',
        numeric: true,
        cell: (place) => percent(of(place).bestScore) || '–',
        key: (place) => sureness(of(place)),
      },
      {
        title: 'Documents',
        numeric: true,
        cell: (place) => String(of(place).claims.length),
        key: (place) => of(place).claims.length,
      },
      {
        title: 'Evidence',
        numeric: true,
        cell: (place) => String(of(place).evidenceCount),
        key: (place) => of(place).evidenceCount,
      },
    ],
    (place) => place === selected(),
    select,
    { column: 3, ascending: false },
  );
};
