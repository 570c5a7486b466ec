import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { readModelFolder } from '../../server/src/pipeline/modelFolder';
import { Pipeline } from '../../server/src/pipeline/pipeline';
import { Curves } from '../../server/src/runs/curves';
import { LogReader } from '../../server/src/runs/logReader';
import { openEmbeddedIndex } from '../../server/src/terminology/embeddedIndex';
import { loadCheckpoint } from '../../server/src/training/checkpoint';
import type { TrainingOrder } from '../../server/src/training/order';
import { train } from '../../server/src/training/train';
import { type TrainingConfig, trainingConfig } from '../../server/src/training/trainingConfig';
import { fingerprint, silent, tinyConfig } from './tinyTraining';

/** A training of seconds that has every stage, without dev documents: to link what it finds in them, each process would need tables of all names. */
export const everyStage = (folder: string): TrainingConfig =>
  trainingConfig.parse({
    ...tinyConfig,
    epochs: 2,
    epoch: 'last',
    linking: { otherCorpora: [] },
    joint: {
      epochs: 2,
      rate: 0.01,
      corpora: [{ name: 'other', files: [join(folder, 'other.txt')], passes: 2, kept: true }],
    },
    relation: { epochs: 2 },
    scratch: {
      ...tinyConfig.scratch,
      pretraining: { words: 900, batchWords: 100, rate: 0.01, share: 0.3, answers: 50 },
    },
  });

/** What the main module of a process does that was started by `startTraining`: the training of its last argument. */
export const trainAsTold = (): Promise<unknown> =>
  train(JSON.parse(process.argv.at(-1)!) as TrainingOrder, silent);

/** @param module calls `trainAsTold` where it is run with the argument `train` */
const startTraining = (module: string, order: TrainingOrder): ChildProcess =>
  spawn(process.execPath, [module, 'train', JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });

/**
 * Trains in processes that are killed, one after the other, until one gets to the end; after each what is in the folder is checked.
 * @param lives milliseconds until the next process is killed; undefined lets it live
 * @returns how many were killed
 */
export async function trainedOverKills(
  module: string,
  order: TrainingOrder,
  lives: () => number | undefined,
): Promise<number> {
  for (let kills = 0; ; ) {
    const resume = existsSync(join(order.out, 'training.json'));
    const child = startTraining(module, { ...order, resume });
    const errors = text(child.stderr!);
    const ended = once(child, 'close');
    const life = lives();
    const killing = new AbortController();
    if (life !== undefined)
      setTimeout(life, undefined, killing).then(
        () => child.kill('SIGKILL'),
        () => {},
      );
    const [code, signal] = await ended;
    killing.abort();
    if (signal === 'SIGKILL') kills++;
    else assert.equal(code, 0, await errors);
    await checkWhole(order.out);
    if (code === 0) return kills;
  }
}

/** Whatever moment a process was killed at: a model in the folder is one, and a checkpoint can be gone on from. */
async function checkWhole(out: string): Promise<void> {
  for (const model of ['model-best', 'model-last'].map((name) => join(out, name)).filter(existsSync)) {
    await readModelFolder(model, openEmbeddedIndex());
    await (await Pipeline.load(model, { device: 'cpu', threads: 1 })).dispose();
  }
  for (const file of ['pretraining', 'checkpoint'].map((name) => join(out, `${name}.safetensors`)))
    if (existsSync(file)) await loadCheckpoint(file);
  for (const file of ['order', 'run', 'training', 'relations'].map((name) => join(out, `${name}.json`)))
    if (existsSync(file)) JSON.parse(readFileSync(file, 'utf8'));
}

/** What two runs of one order have in common, however often they were interrupted: models and curves. */
export async function outcome(out: string): Promise<object> {
  const curves = new Curves();
  curves.add((await new LogReader(join(out, 'log.jsonl')).read()).events);
  const numbers = ({
    step,
    steps,
    loss,
    rate,
    words,
  }: Curves['guesses'][number] | Curves['steps'][number]) => ({
    ...{ step, steps, loss, rate, words },
  });
  return {
    last: fingerprint(join(out, 'model-last')),
    best: fingerprint(join(out, 'model-best')),
    guesses: curves.guesses.map(numbers),
    steps: curves.steps.map(numbers),
  };
}
