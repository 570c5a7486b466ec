import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readTensors, writeTensors } from '../../../server/src/checkpoints/safetensors';
import { loadCheckpoint, saveCheckpoint } from '../../../server/src/training/checkpoint';
import type { TrainingState } from '../../../server/src/training/trainingSession';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
});
after(() => rm(folder, { recursive: true }));

const numbers = (...values: number[]) => new Map([['encoder.layer/1', Float32Array.from(values)]]);
const state: TrainingState = {
  seed: 7,
  steps: 120,
  passes: 240,
  weights: new Map([...numbers(1, 2), ['frozen', Float32Array.of(9)]]),
  means: numbers(0.1, 0.2),
  squares: numbers(0.01, 0.02),
  averages: numbers(1.5, 2.5),
};

test('a saved state comes back whole, with what the run added', async () => {
  const path = join(folder, 'state');
  await saveCheckpoint(path, state, { epoch: 3, best: 0.82 });
  assert.deepEqual(await loadCheckpoint(path), { state, progress: { epoch: 3, best: 0.82 } });
});

test('a state without averages has none afterwards', async () => {
  const path = join(folder, 'plain');
  const { averages: _, ...plain } = state;
  await saveCheckpoint(path, plain, null);
  assert.deepEqual((await loadCheckpoint(path)).state, plain);
});

test('a checkpoint cut short, or a file of weights alone, is refused with a sentence', async () => {
  const path = join(folder, 'bad');
  await saveCheckpoint(path, state, null);
  await writeFile(path, (await readFile(path)).subarray(0, -3));
  await assert.rejects(loadCheckpoint(path), /no complete safetensors file/);
  await writeTensors(path, new Map([['w', { dataType: 'float32', shape: [1], data: Float32Array.of(1) }]]));
  await assert.rejects(loadCheckpoint(path), /no state of a training run/);
  // What every object has is no kind of weights.
  await saveCheckpoint(path, state, null);
  const { tensors, metadata } = await readTensors(path);
  const w = { dataType: 'float32', shape: [1], data: Float32Array.of(1) } as const;
  await writeTensors(path, tensors.set('constructor/w', w), metadata);
  await assert.rejects(loadCheckpoint(path), /holds the unknown part "constructor\/w"/);
});
