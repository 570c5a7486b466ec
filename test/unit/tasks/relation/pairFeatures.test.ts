import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCandidates } from '../../../../server/src/tasks/relation/candidates';
import {
  denseNames,
  pairFeatures,
  sparseBuckets,
  sparseWidth,
} from '../../../../server/src/tasks/relation/pairFeatures';
import { chemicalDisease, markedUnit } from './markedUnit';

function describe(title: string, body: string) {
  const candidates = findCandidates(markedUnit(title, body), chemicalDisease);
  const { dense, sparse } = pairFeatures(candidates);
  return candidates.pairs.map(({ subject, object }, pair) => ({
    name: `${subject.id} ${object.id}`,
    feature(name: string): number {
      const column = denseNames.indexOf(name);
      assert.notEqual(column, -1, `there is no feature "${name}"`);
      return dense[pair * denseNames.length + column];
    },
    sparse: [...sparse.subarray(pair * sparseWidth, (pair + 1) * sparseWidth)].map(Number),
  }));
}

const used = (row: readonly number[]) => row.filter((id) => id !== 0);

test('the names of the dense features are distinct', () =>
  assert.equal(new Set(denseNames).size, denseNames.length));

test('an induced disease is told from a treated one by the words between and their order', () => {
  const [induced, treated] = describe(
    '«Naproxen»:C-induced «ulcers»:D',
    'Patients were treated for «arthritis»:D with «naproxen»:C.',
  );
  assert.equal(induced.feature('closest: induced between, subject first'), 1);
  assert.equal(induced.feature('closest: induced between, object first'), 0);
  assert.equal(induced.feature('both in the title'), 1);
  assert.equal(treated.feature('closest: induced between, subject first'), 0);
  assert.equal(treated.feature('closest: object first'), 1);
  assert.equal(treated.feature('object: treated before'), 1);
});

test('cues are not looked for across the end of a sentence', () => {
  const [pair] = describe('Report', 'It was induced. «Ulcers»:D followed «naproxen»:C.');
  assert.equal(pair.feature('object: induced before'), 0);
});

test('distances in words skip lists, distances in sentences count their ends', () => {
  const [, , pain] = describe('Report', '«Naproxen»:C caused «nausea»:D, «vomiting»:D and «pain»:D.');
  assert.equal(pain.name, 'naproxen pain');
  assert.equal(pain.feature('words between but for lists in [1, 2)'), 1);
  assert.equal(pain.feature('distance in words in [4, 7)'), 1);
  const [apart] = describe('Report', '«Naproxen»:C was given. Nothing was seen. «Ulcers»:D followed.');
  assert.equal(apart.feature('distance in sentences in [2, 3)'), 1);
  assert.equal(apart.feature('apart, object not met'), 1);
});

test('a closer rival counts, on its own side only', () => {
  const [aspirin, naproxen] = describe(
    'Report',
    '«Aspirin»:C was given, then «naproxen»:C caused «ulcers»:D.',
  );
  assert.equal(aspirin.feature('closer subjects in [1, 2)'), 1);
  assert.equal(naproxen.feature('closer subjects in [-Infinity, 1)'), 1);
  assert.equal(aspirin.feature('closer objects in [-Infinity, 1)'), 1);
});

test('hashed ids are in range, each once, and filled up at the end', () => {
  const [{ sparse }] = describe('«Naproxen»:C-induced «ulcers»:D', '«Naproxen»:C caused «ulcers»:D in rats.');
  const ids = used(sparse);
  assert.ok(ids.length > 10);
  assert.ok(ids.every((id) => id > 0 && id < sparseBuckets));
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(sparse.slice(0, ids.length), ids);
});

test('the same words around another chemical of the same ending give the same features', () => {
  const [a] = describe('Report', '«Vincristine»:C caused «ulcers»:D.');
  const [b] = describe('Report', '«Vinblastine»:C caused «ulcers»:D.');
  assert.deepEqual(a.sparse, b.sparse);
});

test('a title of the same words tells who is said to do what to whom', () => {
  const [, naproxen] = describe('«Aspirin»:C caused, «naproxen»:C healed «ulcers»:D', 'Nothing else.');
  const [, swapped] = describe('«Aspirin»:C healed, «naproxen»:C caused «ulcers»:D', 'Nothing else.');
  const same = new Set(naproxen.sparse);
  assert.ok(used(swapped.sparse).some((id) => !same.has(id)));
});

test('a long text fills a row and no more', () => {
  const words = Array.from(
    { length: 400 },
    (_, index) => `word${String.fromCharCode(97 + (index % 26), 97 + (index % 25))}`,
  ).join(' ');
  const [{ sparse }] = describe(`«Naproxen»:C ${words}`, `«Naproxen»:C caused «ulcers»:D. ${words}`);
  assert.equal(used(sparse).length, sparseWidth);
});

test('a unit without sentences is read as one', () => {
  const unit = { ...markedUnit('Report', '«Naproxen»:C caused «ulcers»:D.'), sentences: [] };
  const { dense } = pairFeatures(findCandidates(unit, chemicalDisease));
  assert.equal(dense[denseNames.indexOf('closest: caused between, subject first')], 1);
  assert.ok(dense.every(Number.isFinite));
});
