import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { embedding } from '../../../../server/src/nn/embedding';
import { layerNorm } from '../../../../server/src/nn/layerNorm';
import { linear } from '../../../../server/src/nn/linear';
import { crossEntropy } from '../../../../server/src/nn/losses';
import { transformerLayer } from '../../../../server/src/nn/transformer';
import { GraphBuilder } from '../../../../server/src/onnx/builder';
import { normal } from '../../../../server/src/onnx/initializers';
import type { Attempt, Device } from '../../../../server/src/runtime/device';
import { describeChoice } from '../../../../server/src/training/execution/chooseExecutor';
import { DeviceFailure } from '../../../../server/src/training/execution/executor';
import { withFallBack } from '../../../../server/src/training/execution/fallBack';
import { TrainingSession, type TrainingState } from '../../../../server/src/training/trainingSession';
import { softwareGpu } from '../../../support/softwareGpu';

const skip = softwareGpu() ?? false;
const [vocabulary, classes, sequences, words] = [40, 3, 4, 12];

/** A transformer layer over word vectors, half of them frozen, with dropout. */
function network() {
  const g = new GraphBuilder('parity', { training: true });
  const ids = g.input('ids', 'int64', ['sequences', 'words']);
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  const learned = embedding(g, 'learned', ids, { count: vocabulary, width: 8, initial: normal(0.3) });
  const frozen = embedding(g, 'frozen', ids, {
    count: vocabulary,
    width: 8,
    initial: normal(0.3),
    trainable: false,
  });
  const read = transformerLayer(g, g.concat([learned, frozen], 2), {
    mask,
    heads: 2,
    hidden: 32,
    dropout: 0.1,
  });
  const flat = g.reshape(linear(g, 'labels', layerNorm(g, 'norm', read), classes), [
    'sequences*words',
    classes,
  ]);
  const targets = g.reshape(g.input('targets', 'int64', ['sequences', 'words']), ['sequences*words']);
  g.output('loss', crossEntropy(g, flat, targets, g.reshape(mask, ['sequences*words'])));
  return g.build();
}

/** Texts of changing lengths: whose class is their words' number modulo three. */
function batch(step: number) {
  const longest = words - (step % 3);
  const dims = [sequences, longest];
  const numbers = Array.from({ length: sequences * longest }, (_, i) => (i * 7919 + step * 31) % vocabulary);
  const int64 = (values: number[]) =>
    ({ dataType: 'int64', dims, data: BigInt64Array.from(values, BigInt) }) as const;
  const mask = { dataType: 'float32', dims, data: new Float32Array(sequences * longest).fill(1) } as const;
  return { ids: int64(numbers), targets: int64(numbers.map((word) => word % classes)), mask };
}

const optimizer = { average: 0.9, clip: 1, weightDecay: 0.1 };
const create = (device: Device, chosen?: (attempts: readonly Attempt[]) => void) =>
  TrainingSession.create(network(), { loss: 'loss', seed: 3, threads: 1, optimizer, device, chosen });

const step = (session: TrainingSession, index: number) => session.step(batch(index), { learningRate: 0.01 });

/**
 * Adds the same number to every score of a word, which the softmax takes out again: its gradient is rounding alone, and AdamW makes full steps of
 * that.
 */
const undetermined = 'attention.key.bias';

/** The largest difference of two sets of weights, and whose it is. */
function difference(a: ReadonlyMap<string, Float32Array>, b: ReadonlyMap<string, Float32Array>) {
  assert.deepEqual([...a.keys()].sort(), [...b.keys()].sort());
  let worst = { most: 0, name: 'none' };
  for (const [name, values] of a) {
    if (name.endsWith(undetermined)) continue;
    const most = values.reduce((far, value, i) => Math.max(far, Math.abs(value - b.get(name)![i])), 0);
    if (most > worst.most) worst = { most, name };
  }
  return worst;
}

function assertEqualWeights(...[a, b]: Parameters<typeof difference>): void {
  const { most, name } = difference(a, b);
  assert.ok(most < 1e-3, `${name} differs by ${most}`);
}

describe('on a graphics processor', { skip }, () => {
  let cpu: TrainingSession;
  let gpu: TrainingSession;
  let start: TrainingState;
  let attempts: readonly Attempt[] = [];

  // One for all tests: a driver in software takes long to compile the many programs of a training.
  before(async () => {
    cpu = create('cpu');
    gpu = create('webgpu', (tried) => {
      attempts = tried;
    });
    start = await cpu.state();
  });
  beforeEach(() => {
    for (const session of [cpu, gpu]) session.restore(start);
  });
  after(async () => {
    await cpu.release();
    await gpu.release();
  });

  test('50 steps have the losses of the CPU, and leave its weights', async () => {
    for (let index = 0; index < 50; index++) {
      const [expected, found] = [await step(cpu, index), await step(gpu, index)];
      assert.ok(
        Math.abs(expected.loss - found.loss) <= 1e-3,
        `step ${index}: ${found.loss}, not ${expected.loss}`,
      );
      assert.ok(Math.abs(expected.gradientNorm - found.gradientNorm) <= 1e-3 * expected.gradientNorm);
    }
    assert.ok((await step(cpu, 50)).loss < 0.9);
    await step(gpu, 50);
    assert.deepEqual(attempts, [{ provider: 'webgpu' }]);
    const [expected, found] = [await cpu.state(), await gpu.state()];
    assert.deepEqual([found.steps, found.passes], [51, 51]);
    for (const block of ['weights', 'means', 'squares', 'averages'] as const)
      assertEqualWeights(expected[block]!, found[block]!);
  });

  test('a run goes on elsewhere: a state of the CPU on the device, and back', async () => {
    const turns = [cpu, gpu, cpu];
    const states = [start];
    for (const [turn, session] of turns.entries()) {
      session.restore(states[turn]);
      for (const index of [2 * turn, 2 * turn + 1]) await step(session, index);
      states.push(await session.state());
    }
    cpu.restore(start);
    for (let index = 0; index < 6; index++) await step(cpu, index);
    assertEqualWeights(await cpu.learned(), states[3].weights);
  });

  test('passes that are collected before an update weigh what they are told', async () => {
    for (const session of [cpu, gpu]) {
      await session.accumulate(batch(0), 0.25);
      await session.accumulate(batch(1), 0.75);
    }
    const norms = [await cpu.update({ learningRate: 0.01 }), await gpu.update({ learningRate: 0.01 })];
    assert.ok(Math.abs(norms[0] - norms[1]) < 1e-4, norms.join(' '));
    assertEqualWeights(await cpu.averaged(), await gpu.averaged());
  });

  test('a gradient that is no finite number changes no weight', async () => {
    await step(gpu, 0);
    const learned = await gpu.state();
    const broken = batch(1);
    broken.mask.data[0] = Number.NaN;
    await gpu.accumulate(broken);
    await assert.rejects(gpu.update({ learningRate: 0.01 }), /^Error: Training diverged in step 2/);
    assert.equal(gpu.steps, 1);
    assert.deepEqual(difference(learned.weights, await gpu.learned()), { most: 0, name: 'none' });
  });

  test('a failure of the device is told from other errors', async () => {
    const { ids, targets } = batch(0);
    await assert.rejects(gpu.accumulate({ ids, targets, mask: ids }), DeviceFailure);
  });
});

test('a device that is not there leaves the training to the CPU, and the sentence says so', async () => {
  const told: string[] = [];
  const session = create('cuda', (attempts) => told.push(describeChoice(attempts)));
  await step(session, 0);
  await step(session, 1);
  assert.equal(told.length, 1);
  assert.match(told[0], /^Training runs on the CPU \(cuda: .+\)\.$/);
  assert.equal(session.steps, 2);
  await session.release();
});

test('a device that gives up in the middle leaves the rest to the CPU', async () => {
  const told: string[] = [];
  const where = { device: 'auto', resume: false, tell: (line: string) => told.push(line) } as const;
  const done = await withFallBack(where, async ({ device, resume }) => {
    if (device !== 'cpu') throw new DeviceFailure('the device was lost');
    return { device, resume };
  });
  assert.deepEqual(done, { device: 'cpu', resume: true });
  assert.deepEqual(told, [
    'The graphics processor gave up (the device was lost). The training goes on on the CPU, from what it saved last.',
  ]);
  const mistake = new Error('a mistake');
  await assert.rejects(
    withFallBack(where, () => Promise.reject(mistake)),
    mistake,
  );
});
