/**
 * The state of a training run in one file, so that weights and moments can never be of different steps. It is for resuming only: a
 * model is read from its weights by name (`weightTensors` in weights.ts).
 */
import * as z from 'zod';
import { readTensors, writeTensors } from '../checkpoints/safetensors';
import type { Tensor } from '../onnx/ir';
import type { TrainingState } from './trainingSession';

const kinds = ['weights', 'means', 'squares', 'averages'] as const;

const counters = z.object({
  format: z.literal('BioGloss training state 1'),
  seed: z.coerce.number(),
  steps: z.coerce.number().int().nonnegative(),
  passes: z.coerce.number().int().nonnegative(),
  progress: z.string(),
});

/** @param progress whatever the run needs beside the session's state (epoch, best score …), as JSON */
export async function saveCheckpoint(path: string, state: TrainingState, progress: unknown): Promise<void> {
  const tensors = new Map<string, Tensor>();
  for (const kind of kinds) {
    for (const [name, data] of state[kind] ?? []) {
      tensors.set(`${kind}/${name}`, { dataType: 'float32', shape: [data.length], data });
    }
  }
  await writeTensors(path, tensors, {
    format: 'BioGloss training state 1',
    seed: String(state.seed),
    steps: String(state.steps),
    passes: String(state.passes),
    progress: JSON.stringify(progress ?? null),
  });
}

/** @throws Error with a sentence where the file is damaged or no checkpoint */
export async function loadCheckpoint(path: string): Promise<{ state: TrainingState; progress: unknown }> {
  const { tensors, metadata } = await readTensors(path);
  const said = counters.safeParse(metadata);
  if (!said.success)
    throw new Error(`${path} holds tensors, but no state of a training run; start the run anew.`);
  const { seed, steps, passes, progress } = said.data;
  const maps = Object.fromEntries(kinds.map((kind) => [kind, new Map<string, Float32Array>()]));
  for (const [key, { dataType, data }] of tensors) {
    const [, kind, name] = /^([a-z]+)\/(.*)$/s.exec(key) ?? [];
    if (!kind || !Object.hasOwn(maps, kind) || dataType !== 'float32')
      throw new Error(`${path} holds the unknown part "${key}".`);
    maps[kind].set(name, data as Float32Array);
  }
  const { weights, means, squares, averages } = maps;
  const state = { seed, steps, passes, weights, means, squares, ...(averages.size > 0 && { averages }) };
  return { state, progress: JSON.parse(progress) };
}
