import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { builtInConfig } from '../../../server/src/training/readConfig';

test('each kind of base has settings of its own that can be read', async () => {
  const [scratch, ours, imported] = await Promise.all(
    ['scratch', 'default', join(process.cwd(), 'test/fixtures/checkpoints/bert')].map(builtInConfig),
  );
  assert.ok(scratch.optimizer.rate > ours.optimizer.rate);
  // A large encoder takes smaller steps, and goes through its batches in passes.
  assert.ok(imported.optimizer.rate < ours.optimizer.rate / 5);
  assert.ok(imported.passWords! < imported.batchWords);
});
