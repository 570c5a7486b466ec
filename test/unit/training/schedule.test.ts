import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawBatches } from '../../../server/src/training/batches';
import { learningRate } from '../../../server/src/training/schedule';

const settings = { rate: 0.01, warmUpSteps: 10, finalShare: 0.1 };
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

test('the rate rises over the warm-up, then falls in a straight line', () => {
  near(learningRate(0, 110, settings), 0.001);
  near(learningRate(9, 110, settings), 0.01);
  near(learningRate(60, 110, settings), 0.01 * (1 - 0.9 / 2));
  near(learningRate(110, 110, settings), 0.001);
});

test('a run shorter than its warm-up ends in it', () => near(learningRate(4, 5, settings), 0.005));

const lengths = Array.from({ length: 200 }, (_, i) => 20 + ((i * 37) % 400));
const batchesOf = (seed: number, epoch: number) =>
  drawBatches(lengths, (length) => length, 2000, seed, epoch);

test('every item is in one batch, and no batch is padded beyond its limit', () => {
  const batches = batchesOf(1, 0);
  assert.deepEqual(batches.flat().sort(), [...lengths].sort());
  for (const batch of batches) assert.ok(Math.max(...batch) * batch.length <= 2000);
});

test('batches waste little on padding', () => {
  const padded = batchesOf(1, 0).reduce((sum, batch) => sum + Math.max(...batch) * batch.length, 0);
  const used = lengths.reduce((sum, length) => sum + length);
  assert.ok(used / padded > 0.8, `${used} of ${padded}`);
});

test('an epoch is drawn the same again, another one differently', () => {
  assert.deepEqual(batchesOf(1, 3), batchesOf(1, 3));
  assert.notDeepEqual(batchesOf(1, 3), batchesOf(1, 4));
  assert.notDeepEqual(batchesOf(1, 3), batchesOf(2, 3));
});

test('a longer item than fits is a batch of its own', () =>
  assert.deepEqual(
    drawBatches([5000, 10], (n) => n, 2000, 1, 0).map((batch) => batch.length),
    [1, 1],
  ));
