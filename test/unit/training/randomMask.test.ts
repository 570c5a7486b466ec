import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomMasks } from '../../../server/src/training/randomMask';

const masks = new RandomMasks();
const fill = (elements: number, keep: number, ...key: number[]) =>
  masks.fill([{ key, elements, keep }])[0].slice();
const kept = (mask: Float32Array) =>
  mask.reduce((count, value) => count + (value === 0 ? 0 : 1), 0) / mask.length;

test('a mask holds 0 and 1 / keep, and keeps its mean', () => {
  for (const keep of [0.1, 0.5, 0.7, 0.9]) {
    const mask = fill(200_000, keep, 7, 1);
    assert.deepEqual(new Set(mask), new Set([0, Math.fround(1 / keep)]));
    assert.ok(Math.abs(kept(mask) - keep) < 4 * Math.sqrt((keep * (1 - keep)) / mask.length));
  }
});

test('the same key gives the same mask, whatever its length and whatever came before', () => {
  const long = fill(1001, 0.5, 7, 1);
  assert.deepEqual(fill(13, 0.5, 7, 1), long.slice(0, 13));
  assert.deepEqual(fill(1001, 0.5, 7, 1), long);
});

test('masks of neighbouring keys and neighbouring elements have nothing in common', () => {
  const size = 100_000;
  const agreement = (a: Float32Array, b: Float32Array) =>
    a.reduce((same, value, i) => same + (value === b[i] ? 1 : 0), 0) / a.length;
  const mask = fill(size, 0.5, 7, 1, 0);
  const others = [
    fill(size, 0.5, 8, 1, 0),
    fill(size, 0.5, 7, 2, 0),
    fill(size, 0.5, 7, 1, 1),
    fill(size + 1, 0.5, 7, 1, 0).slice(1),
  ];
  for (const shift of [2, 4, 64, 4096]) others.push(fill(size + shift, 0.5, 7, 1, 0).slice(shift));
  for (const other of others) assert.ok(Math.abs(agreement(mask, other) - 0.5) < 0.01);
});

test('several masks at once lie beside each other, and the memory grows for a larger batch', () => {
  const [a, b] = masks.fill([
    { key: [1], elements: 3, keep: 0.5 },
    { key: [2], elements: 3_000_000, keep: 0.5 },
  ]);
  assert.deepEqual([a.slice(), b.slice(0, 8)], [fill(3, 0.5, 1), fill(8, 0.5, 2)]);
});

test('keeping everything keeps everything', () => {
  assert.equal(kept(fill(100_000, 1, 3)), 1);
});
