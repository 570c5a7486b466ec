import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../../server/src/numbers/randomNumbers';
import { finished } from '../../../../server/src/terminology/candidates/slices';
import {
  calibrate,
  calibrated,
  calibrationError,
  steadyThreshold,
} from '../../../../server/src/training/relations/calibration';
import type { Judged } from '../../../../server/src/training/threshold';

/** Pairs that are right as often as `truth` says of their score. */
function judgedBy(truth: (score: number) => number, count = 4000): Judged[] {
  const random = randomSequence(1, 'calibration test');
  return Array.from({ length: count }, () => {
    const score = random();
    return { score, right: random() < truth(score) };
  });
}

test('scores that claim too much are brought back to shares', () => {
  const overSure = judgedBy((score) => 0.25 + 0.5 * score);
  const calibration = calibrate(overSure);
  assert.ok(calibration.slope < 0.7, `slope ${calibration.slope}`);
  const after = overSure.map(({ score, right }) => ({ score: calibrated(score, calibration), right }));
  assert.ok(calibrationError(after) < 0.05, `error ${calibrationError(after)}`);
  assert.ok(calibrationError(after) < calibrationError(overSure) / 2);
});

test('true probabilities stay as they are', () => {
  const { slope, offset } = calibrate(judgedBy((score) => score));
  assert.ok(Math.abs(slope - 1) < 0.1 && Math.abs(offset) < 0.1, `${slope}, ${offset}`);
});

test('a few pairs, or pairs of one kind, change little', () => {
  const { slope, offset } = calibrate([
    { score: 0.9, right: true },
    { score: 0.1, right: false },
  ]);
  assert.ok(slope > 0.5 && slope < 3 && Math.abs(offset) < 1);
  assert.deepEqual(calibrate([{ score: 0.3, right: true }]), { slope: 1, offset: 0 });
});

test('the order of scores is never turned round', () => {
  const { slope } = calibrate(judgedBy((score) => 1 - score));
  assert.ok(slope > 0);
});

test('the threshold lies where it parts right from wrong, and is the same for the same seed', () => {
  const documents = Array.from({ length: 40 }, (_, i) => [
    { score: 0.6 + i / 200, right: true },
    { score: 0.4 - i / 200, right: false },
  ]);
  const threshold = finished(steadyThreshold(documents, 0, 1));
  assert.ok(threshold > 0.4 && threshold < 0.62, `${threshold}`);
  assert.equal(finished(steadyThreshold(documents, 0, 1)), threshold);
});
