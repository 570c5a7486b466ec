import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedding } from '../../../server/src/nn/embedding';
import { linear } from '../../../server/src/nn/linear';
import { crossEntropy } from '../../../server/src/nn/losses';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import { given, normal } from '../../../server/src/onnx/initializers';
import { encodeModel } from '../../../server/src/onnx/proto';
import { Session } from '../../../server/src/runtime/session';
import type { AdamWOptions } from '../../../server/src/training/adamW';
import { TrainingSession } from '../../../server/src/training/trainingSession';

/** Classifies a word by its number: is it odd, or divisible by four? A frozen table beside a learned one, and dropout. */
function network(training: boolean) {
  const g = new GraphBuilder('parity', { training });
  const words = g.input('words', 'int64', ['words']);
  const learned = embedding(g, 'learned', words, { count: 32, width: 12, initial: normal(0.3) });
  const frozen = embedding(g, 'frozen', words, { count: 32, width: 4, initial: normal(1), trainable: false });
  const hidden = g.dropout(g.relu(linear(g, 'hidden', g.concat([learned, frozen], 1), 24)), 0.2);
  const logits = linear(g, 'classes', hidden, 3);
  g.output('logits', logits);
  if (training) {
    const ones = g.input('weights', 'float32', ['words']);
    g.output('loss', crossEntropy(g, logits, g.input('classes', 'int64', ['words']), ones));
  }
  return g.build();
}

const classOf = (word: number) => (word % 2 === 1 ? 0 : word % 4 === 0 ? 1 : 2);
const int64 = (values: number[]) =>
  ({ dataType: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) }) as const;

function batch(step: number, size = 16) {
  const random = randomSequence('batch', step);
  const words = Array.from({ length: size }, () => Math.floor(random() * 32));
  const weights = { dataType: 'float32', dims: [size], data: new Float32Array(size).fill(1) } as const;
  return { words: int64(words), classes: int64(words.map(classOf)), weights };
}

const create = (seed = 1, optimizer: AdamWOptions = { average: 0.9 }) =>
  TrainingSession.create(network(true), { loss: 'loss', seed, threads: 1, optimizer });

async function train(session: TrainingSession, from: number, to: number): Promise<number[]> {
  const losses: number[] = [];
  for (let step = from; step < to; step++)
    losses.push((await session.step(batch(step), { learningRate: 0.02 })).loss);
  return losses;
}

const feedsOf = ({ parameters }: TrainingSession, weights: ReadonlyMap<string, Float32Array>) =>
  Object.fromEntries(
    parameters.map(({ name, shape }) => [
      name,
      { dataType: 'float32', dims: shape, data: weights.get(name)! } as const,
    ]),
  );

const bits = (weights: ReadonlyMap<string, Float32Array>) =>
  new Map([...weights].map(([name, values]) => [name, Buffer.from(values.slice().buffer).toString('hex')]));

test('a network learns, and the graph that predicts runs on its averaged weights', async () => {
  const session = await create();
  const losses = await train(session, 0, 120);
  assert.ok(losses[0] > 0.8 && losses.at(-1)! < 0.35, `${losses[0]} → ${losses.at(-1)}`);
  const predictor = await Session.create(encodeModel(network(false).graph), { threads: 1 });
  const words = Array.from({ length: 32 }, (_, word) => word);
  const { logits } = await predictor.run({
    words: int64(words),
    ...feedsOf(session, await session.averaged()),
  });
  const scores = Array.from({ length: 32 }, (_, word) => [
    ...(logits.data as Float32Array).subarray(word * 3, word * 3 + 3),
  ]);
  const right = scores.filter((row, word) => row.indexOf(Math.max(...row)) === classOf(word)).length;
  assert.ok(right >= 30, `${right} of 32 words are right`);
  await predictor.release();
  await session.release();
});

test('a step gives the loss, the norm of the gradient and the other outputs', async () => {
  const session = await create();
  const { loss, gradientNorm, outputs } = await session.step(batch(0), { learningRate: 0.01 });
  assert.ok(loss > 0 && gradientNorm > 0);
  assert.deepEqual(Object.keys(outputs), ['logits']);
  assert.deepEqual(outputs.logits.dims, [16, 3]);
  await session.release();
});

test('the same seed gives identical weights twice, another seed others; frozen weights never change', async () => {
  const [a, b, c] = [await create(1), await create(1), await create(2)];
  const frozen = a.weights.get('frozen')!.slice();
  const losses = [await train(a, 0, 10), await train(b, 0, 10), await train(c, 0, 10)];
  assert.deepEqual(losses[0], losses[1]);
  assert.deepEqual(bits(a.weights), bits(b.weights));
  assert.deepEqual(bits(await a.averaged()), bits(await b.averaged()));
  assert.notDeepEqual(bits(a.weights), bits(c.weights));
  assert.deepEqual(a.weights.get('frozen'), frozen);
  for (const session of [a, b, c]) await session.release();
});

test('a resumed run ends at the weights of an uninterrupted one', async () => {
  const whole = await create();
  const expected = await train(whole, 0, 12);
  const first = await create();
  await train(first, 0, 7);
  const state = await first.state();
  await train(first, 7, 9);
  const second = await create();
  second.restore(state);
  assert.equal(second.steps, 7);
  assert.deepEqual(await train(second, 7, 12), expected.slice(7));
  assert.deepEqual(bits(second.weights), bits(whole.weights));
  assert.deepEqual(bits(await second.averaged()), bits(await whole.averaged()));
  for (const session of [whole, first, second]) await session.release();
});

test('two halves of a batch, weighted by half, update as the whole batch does', async () => {
  const g = new GraphBuilder('line', { training: true });
  const words = g.input('words', 'int64', ['words']);
  const logits = linear(
    g,
    'classes',
    embedding(g, 'table', words, { count: 32, width: 8, initial: normal(0.5) }),
    3,
  );
  g.output(
    'loss',
    crossEntropy(g, logits, g.input('classes', 'int64', ['words']), g.input('weights', 'float32', ['words'])),
  );
  const options = { loss: 'loss', seed: 4, threads: 1 };
  const [whole, halves] = [
    TrainingSession.create(g.build(), options),
    TrainingSession.create(g.build(), options),
  ];
  const feeds = batch(0);
  const part = (start: number) => ({
    words: { ...feeds.words, dims: [8], data: feeds.words.data.slice(start, start + 8) },
    classes: { ...feeds.classes, dims: [8], data: feeds.classes.data.slice(start, start + 8) },
    weights: { ...feeds.weights, dims: [8], data: feeds.weights.data.slice(start, start + 8) },
  });
  const { gradientNorm } = await whole.step(feeds, { learningRate: 0.01 });
  await halves.accumulate(part(0), 0.5);
  await halves.accumulate(part(8), 0.5);
  await assert.rejects(() => halves.state(), /between steps only/);
  assert.ok(Math.abs((await halves.update({ learningRate: 0.01 })) - gradientNorm) < 1e-6);
  for (const [name, values] of whole.weights) {
    const other = halves.weights.get(name)!;
    for (let i = 0; i < values.length; i++) assert.ok(Math.abs(values[i] - other[i]) < 1e-4, name);
  }
  await assert.rejects(() => halves.update({ learningRate: 0.01 }), /accumulate comes before update/);
  await whole.release();
  await halves.release();
});

test('gradients of rows that are read very often are exact with several threads', async () => {
  const g = new GraphBuilder('rows', { training: true });
  const ids = g.input('ids', 'int64', ['words']);
  g.output('loss', g.reduceSum(embedding(g, 'table', ids, { count: 50, width: 96 }), [0, 1]));
  const session = TrainingSession.create(g.build(), { loss: 'loss', seed: 1, threads: 4 });
  const words = int64(Array.from({ length: 20_000 }, (_, i) => i % 4));
  for (let step = 0; step < 20; step++) {
    const { gradientNorm } = await session.step({ ids: words }, { learningRate: 0 });
    assert.equal(gradientNorm, Math.sqrt(4 * 96 * 5000 ** 2));
  }
  await session.release();
});

test('weights of a model to fine-tune are taken over by name', async () => {
  const [source, target] = [await create(1), await create(2)];
  await target.load(new Map([['learned', source.weights.get('learned')!]]));
  assert.deepEqual(target.weights.get('learned'), source.weights.get('learned'));
  assert.deepEqual((await target.averaged()).get('learned'), source.weights.get('learned'));
  await assert.rejects(target.load(new Map([['other', new Float32Array(1)]])), {
    message: 'The network has no parameter "other".',
  });
  await assert.rejects(
    target.load(new Map([['learned', new Float32Array(1)]])),
    /"learned" has 384 numbers here, but 1 in what was saved/,
  );
  await source.release();
  await target.release();
});

test('a state of another run is refused with a sentence', async () => {
  const [session, other] = [await create(1), await create(2)];
  const foreign = await other.state();
  assert.throws(() => session.restore(foreign), /seed 2, this one 1/);
  const state = await session.state();
  assert.throws(() => session.restore({ ...state, averages: undefined }), /average weights/);
  assert.throws(() => session.restore({ ...state, means: new Map() }), /lacks the parameter "learned"/);
  await session.release();
  await other.release();
});

test('a parameter that the loss does not depend on is refused by name', async () => {
  const g = new GraphBuilder('idle', { training: true });
  g.parameter('lonely', [3], given(Float32Array.of(1, 2, 3)));
  const x = g.input('x', 'float32', ['words', 2]);
  g.output('loss', g.reduceSum(linear(g, 'layer', x, 1), [0, 1]));
  assert.throws(
    () => TrainingSession.create(g.build(), { loss: 'loss', seed: 1 }),
    /depend on the parameter "lonely"/,
  );
});
