import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitBySeed, splitDocuments } from '../../../server/src/corpus/split';
import { finished } from '../../../server/src/terminology/candidates/slices';

const items = Array.from({ length: 50 }, (_, i) => i);

test('what is held out is drawn by the seed and in order', () => {
  const { kept, heldOut } = splitBySeed(items, 0.1, 7);
  assert.equal(heldOut.length, 5);
  assert.deepEqual(
    [...kept, ...heldOut].sort((a, b) => a - b),
    items,
  );
  assert.deepEqual(splitBySeed(items, 0.1, 7), { kept, heldOut });
  assert.notDeepEqual(splitBySeed(items, 0.1, 8).heldOut, heldOut);
  assert.deepEqual(splitBySeed([1], 0.1, 7), { kept: [1], heldOut: [] });
});

test('a group stays together, and the largest is learned from', () => {
  const groupOf = (place: number) => (place < 30 ? 0 : place);
  for (let seed = 0; seed < 20; seed++) {
    const { kept, heldOut } = splitBySeed(items, 0.1, seed, groupOf);
    assert.equal(heldOut.length, 5);
    assert.ok(items.slice(0, 30).every((item) => kept.includes(item)));
  }
});

test('two groups larger than the share are parted; one is not', () => {
  const halves = splitBySeed(items, 0.1, 1, (place) => (place < 20 ? 0 : 20));
  assert.deepEqual([halves.kept.length, halves.heldOut.length], [30, 20]);
  assert.deepEqual(splitBySeed(items, 0.1, 1, () => 0).heldOut, []);
});

test('parts of one article, and versions of one text, are held out together', () => {
  const text = (i: number) => Array.from({ length: 20 }, (_, word) => `w${i}x${word}`).join(' ');
  const documents = [
    ...Array.from({ length: 20 }, (_, i) => ({ id: `a${i >> 1}`, text: text(i) })),
    ...Array.from({ length: 20 }, (_, i) => ({ id: `b${i}`, text: `${text(100 + (i >> 1))} v${i}` })),
  ];
  const { heldOut } = finished(splitDocuments(documents, 0.25, 5));
  assert.equal(heldOut.length, 10);
  for (const document of heldOut) {
    const place = documents.indexOf(document);
    assert.ok(heldOut.includes(documents[place ^ 1]), `${place} without its other half`);
  }
});
