import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example } from '../../../server/src/training/examples';
import { planSteps } from '../../../server/src/training/stages';
import { tinyConfig } from '../../support/tinyTraining';

const examples = Array.from({ length: 10 }, (_, index) => ({
  longest: 64,
  name: index,
})) as never as Example[];
const config = { ...tinyConfig, epochs: 4, batchWords: 320 };

test('few documents are read several times an epoch where they would make too few steps', () => {
  const steps = (leastSteps?: number) => planSteps(examples, [], { ...config, leastSteps });
  assert.deepEqual(
    steps().map(({ length }) => length),
    [2, 2, 2, 2],
  );
  assert.deepEqual(steps(8), steps());
  const more = steps(30);
  assert.equal(more.length, 4);
  assert.ok(more.flat().length >= 30 && more.flat().length < 40, String(more.flat().length));
  for (const epoch of more)
    for (const example of examples)
      assert.equal(epoch.flatMap(({ batch }) => batch).filter((each) => each === example).length, 4);
});
