import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConceptRates } from '../../../../server/src/tasks/relation/conceptRates';

const places: Record<string, string[]> = {
  'MESH:D000001': ['C10.100.200'],
  'MESH:D000002': ['C10.100.300'],
  'MESH:D000003': ['C10.100.400'],
  'MESH:D000004': ['D03.1'],
};
const placesOf = (id: string) => places[id] ?? [];
/** Pairs of one object, each of a document of its own. */
const pairs = (object: string, related: boolean, times: number) =>
  Array.from({ length: times }, (_, document) => ({
    document,
    relation: 'CID',
    subject: 'D000004',
    object,
    related,
  }));
const rates = ConceptRates.learn(
  [...pairs('D000001', true, 20), ...pairs('D000002', true, 6), ...pairs('D000009', false, 60)],
  placesOf,
);
/** Of a pair's object: its branch, its place and itself against any pair, and the logarithm of how often it was seen. */
const ofObject = (known: ConceptRates, id: string) => known.describe('CID', 'object', id);

test('a concept that was often related has a higher rate than one that never was', () => {
  const [, , often] = ofObject(rates, 'D000001');
  const [, , never] = ofObject(rates, 'D000009');
  assert.ok(often > 1 && never < 0, `${often}, ${never}`);
});

test('a concept that was never seen goes by its branch', () => {
  const [branch, place, itself, seen] = ofObject(rates, 'D000003');
  assert.ok(branch > 0.5);
  assert.equal(seen, 0);
  assert.deepEqual([place, itself], [branch, branch]);
});

test('nothing is known of concepts outside the hierarchy, or of another relation', () => {
  assert.deepEqual(ofObject(rates, 'text:unheard'), [0, 0, 0, 0]);
  const other = [
    rates.describe('Treats', 'subject', 'D000004'),
    rates.describe('Treats', 'object', 'D000001'),
  ];
  assert.ok(other.flat().every((value) => value === 0));
});

test('ids count with and without the prefix of their terminology', () =>
  assert.deepEqual(ofObject(rates, 'MESH:D000001'), ofObject(rates, 'D000001')));

test('a document counts once for a disease, however many chemicals it names', () => {
  const beside = (chemicals: number) =>
    ConceptRates.learn(
      [
        ...pairs('D000009', true, 10),
        ...Array.from({ length: chemicals }, (_, i) => ({
          document: 100,
          relation: 'CID',
          subject: `chemical ${i}`,
          object: 'D000001',
          related: i === 0,
        })),
      ],
      placesOf,
    );
  assert.deepEqual(ofObject(beside(8), 'D000001'), ofObject(beside(1), 'D000001'));
});

test('a pair that was related tells nothing of pairs but by its two concepts', () => {
  const one = ConceptRates.learn(
    [
      { document: 1, relation: 'CID', subject: 'a', object: 'x', related: true },
      { document: 2, relation: 'CID', subject: 'b', object: 'y', related: true },
    ],
    placesOf,
  );
  assert.deepEqual(ofObject(one, 'x'), ofObject(one, 'y'));
});

test('what is written is read again, and counting goes on from it', () => {
  const again = ConceptRates.fromTsv(rates.toTsv(), placesOf);
  assert.deepEqual(ofObject(again, 'D000001'), ofObject(rates, 'D000001'));
  const more = ConceptRates.learn(pairs('D000001', false, 20), placesOf, again);
  assert.ok(ofObject(more, 'D000001')[2] < ofObject(again, 'D000001')[2]);
  assert.deepEqual(ofObject(again, 'D000001'), ofObject(rates, 'D000001'));
});

test('a wrong line is told by its number', () =>
  assert.throws(
    () => ConceptRates.fromTsv('# head\nCID\tobject\tC10\t3\t4\n', placesOf),
    /line 2 should hold/,
  ));
