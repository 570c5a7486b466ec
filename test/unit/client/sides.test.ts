import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sidesOf } from '../../../client/src/sides';

const at = (line: number, ...stretches: readonly (readonly [number, number])[]) => ({
  ranges: stretches.map(([start, end]) => ({
    start: { line, character: start },
    end: { line, character: end },
  })),
});

test('only what covers other words than the file does is the model’s alone', () => {
  const gold = [at(0, [0, 8]), at(1, [4, 9], [12, 15])];
  const predicted = [at(0, [0, 8]), at(0, [0, 5]), at(1, [4, 15]), at(2, [0, 8])];
  assert.deepEqual(sidesOf(gold, predicted).onlyPredicted, [at(0, [0, 5]), at(2, [0, 8])]);
});
