import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { recipeNames } from '../../../server/src/runs/recipeNames';
import { recipeFor } from '../../../server/src/training/recipes';

const imported = join(process.cwd(), 'test/fixtures/checkpoints/bert');

test('each recipe can be read for each kind of base that goes on learning, and those by length take longer than the one before', async () => {
  for (const base of ['default', imported]) {
    const configs = await Promise.all(recipeNames.map((name) => recipeFor(base, name)));
    const epochs = configs.slice(0, 3).map((config) => config.epochs);
    assert.deepEqual(
      epochs,
      [...epochs].sort((a, b) => a - b),
    );
    assert.ok(configs.every(({ remember }) => remember));
  }
});

test('a large encoder takes smaller steps, and goes through its batches in passes', async () => {
  const [ours, large] = await Promise.all(['default', imported].map((base) => recipeFor(base)));
  assert.ok(large.optimizer.rate < ours.optimizer.rate / 5);
  assert.ok(large.passWords! < large.batchWords);
});

test('from corrections nothing is chosen by, and few documents make enough steps', async () => {
  for (const base of ['default', imported]) {
    const { epoch, leastSteps = 0 } = await recipeFor(base, 'corrections');
    assert.equal(epoch, 'last');
    assert.ok(leastSteps > 0);
  }
});

test('from nothing there is one recipe', async () => {
  assert.ok((await recipeFor('scratch')).scratch);
  await assert.rejects(recipeFor('scratch', 'quick'), /"quick" goes on from a model/);
});
