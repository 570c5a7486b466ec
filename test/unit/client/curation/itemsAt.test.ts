import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemAfter, itemsAt } from '../../../../client/src/curation/itemsAt';
import { itemsIn, mark } from './items';

const at = (line: number, start: number, end = start) => ({
  start: { line, character: start },
  end: { line, character: end },
});
// ovarian cancer | cancer | ulcers (rejected) | ulcers
const items = itemsIn(
  [mark('ovarian cancer', [0, 0]), mark('cancer', [0, 8]), mark('ulcers', [1, 4], { type: 'Finding' })],
  [mark('ulcers', [1, 4], { verdict: 'rejected' }), mark('pain', [2, 0], { verdict: 'rejected' })],
);
const labels = (selection: ReturnType<typeof at>) => itemsAt(items, selection).map(({ label }) => label);

test('a cursor means the smallest mention around it, also at its end', () => {
  assert.deepEqual(labels(at(0, 2)), ['ovarian cancer']);
  assert.deepEqual(labels(at(0, 10)), ['cancer']);
  assert.deepEqual(labels(at(1, 10)), ['ulcers']);
  assert.deepEqual(labels(at(1, 20)), []);
});

test('a selection means the mention that it covers, or all that lie in it', () => {
  assert.deepEqual(labels(at(0, 0, 14)), ['ovarian cancer']);
  assert.deepEqual(labels(at(0, 0, 20)), ['ovarian cancer', 'cancer']);
  assert.deepEqual(labels(at(0, 1, 6)), ['ovarian cancer'], 'some words inside one');
});

test('a rejected mention is meant where nothing else is, so that it can be accepted after all', () => {
  assert.deepEqual(
    itemsAt(items, at(1, 5)).map(({ type }) => type),
    ['Finding'],
  );
  assert.deepEqual(
    itemsAt(items, at(1, 4, 10)).map(({ type }) => type),
    ['Finding'],
  );
  assert.deepEqual(
    itemsAt(items, at(2, 1)).map(({ state }) => state),
    ['rejected'],
  );
});

test('a mention whose boundaries were moved is known by the words that it kept', () => {
  const [before] = itemsIn([mark('ulcers', [0, 7])]);
  const after = itemsIn([
    mark('severe ulcers', [0, 0], { verdict: 'corrected' }),
    mark('pain', [0, 20], { verdict: 'corrected' }),
  ]);
  assert.equal(itemAfter(after, before!)?.label, 'severe ulcers');
  assert.equal(itemAfter(itemsIn([mark('pain', [0, 20])]), before!), undefined);
});
