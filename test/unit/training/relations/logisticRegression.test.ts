import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finished } from '../../../../server/src/terminology/candidates/slices';
import {
  type LogisticTask,
  logisticRegression,
} from '../../../../server/src/training/relations/logisticRegression';

/** Rows as dense numbers, of which those that are not 0 are kept. */
function task(rows: readonly (readonly number[])[], targets: readonly number[], weight = 1): LogisticTask {
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value !== 0) {
        columns.push(column);
        values.push(value);
      }
    });
    starts.push(columns.length);
  }
  return {
    rows: {
      starts: Int32Array.from(starts),
      columns: Int32Array.from(columns),
      values: Float32Array.from(values),
    },
    targets: Float32Array.from(targets),
    rowWeights: new Float32Array(targets.length).fill(weight),
  };
}

const learned = (task: LogisticTask, begin: Float32Array): Float32Array =>
  finished(logisticRegression(task, begin));

const rows = [
  [1, 0, 2],
  [0, 1, 1],
  [1, 1, 0],
  [0, 3, 1],
  [2, 0, -1],
];
const targets = [1, 0, 1, 0, 0];

test('at the answer the pull of the rows and the pull to the beginning are in balance', () => {
  const begin = Float32Array.from([0.5, -0.5, 0]);
  const weights = learned(task(rows, targets, 2), begin);
  const pull = [0, 0, 0];
  rows.forEach((row, i) => {
    const likely = 1 / (1 + Math.exp(-row.reduce((sum, value, column) => sum + value * weights[column], 0)));
    row.forEach((value, column) => {
      pull[column] += 2 * (targets[i] - likely) * value;
    });
  });
  weights.forEach((value, column) => {
    assert.ok(Math.abs(value - begin[column] - pull[column]) < 0.01, `column ${column}`);
  });
});

test('what no row holds stays where it began', () => {
  const begin = Float32Array.from([0, 0, 0, 7]);
  assert.equal(learned(task(rows, targets), begin)[3], 7);
});

test('rows that count more are told better', () => {
  const score = (weight: number) => {
    const weights = learned(task(rows, targets, weight), new Float32Array(3));
    return weights[0] + 2 * weights[2];
  };
  assert.ok(score(10) > score(1) && score(1) > score(0.1) && score(0.1) > 0);
});

test('without rows nothing changes', () =>
  assert.deepEqual(learned(task([], []), Float32Array.from([1, 2])), Float32Array.from([1, 2])));
