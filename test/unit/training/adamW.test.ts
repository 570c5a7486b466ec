import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import type { Parameter } from '../../../server/src/onnx/builder';
import { AdamW } from '../../../server/src/training/adamW';
import { WeightMemory } from '../../../server/src/training/weights';

const uniform = (shape: readonly number[], random: () => number) =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5);

const matrix: Parameter = { name: 'matrix', shape: [7, 5], initial: uniform, trainable: true };
const bias: Parameter = { name: 'bias', shape: [5], initial: uniform, trainable: true };
const table: Parameter = { name: 'table', shape: [9, 3], initial: uniform, trainable: false };

/** The algorithm of the paper in double precision, one number after the other. */
function reference(start: Float32Array, gradients: Float64Array[], rate: number, decay: number): number[] {
  const [beta1, beta2] = [0.9, 0.98];
  return [...start].map((weight, i) => {
    let [mean, square] = [0, 0];
    gradients.forEach((gradient, step) => {
      mean = beta1 * mean + (1 - beta1) * gradient[i];
      square = beta2 * square + (1 - beta2) * gradient[i] ** 2;
      const change =
        mean / (1 - beta1 ** (step + 1)) / (Math.sqrt(square / (1 - beta2 ** (step + 1))) + 1e-8);
      weight = weight * (1 - rate * decay) - rate * change;
    });
    return weight;
  });
}

function near(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i] - expected[i]) < tolerance, `${i}: ${actual[i]} ≠ ${expected[i]}`);
}

test('five updates equal the algorithm of the paper; matrices decay, biases and frozen tables do not', () => {
  const memory = new WeightMemory([matrix, table, bias], false);
  memory.initialize(1);
  const optimizer = new AdamW(memory, { weightDecay: 0.1, clip: 1e9 });
  const start = new Map([...memory.allWeights()].map(([name, values]) => [name, values.slice()]));
  const random = randomSequence('gradients');
  const history: Record<string, Float64Array[]> = { matrix: [], bias: [] };
  for (let step = 0; step < 5; step++) {
    for (const [name, gradient] of memory.block(memory.gradients)) {
      gradient.set(gradient.map(() => random() - 0.5));
      history[name].push(Float64Array.from(gradient));
    }
    optimizer.collect(true, 1);
    optimizer.update(0.01);
  }
  const weights = memory.allWeights();
  near(weights.get('matrix')!, reference(start.get('matrix')!, history.matrix, 0.01, 0.1), 1e-6);
  near(weights.get('bias')!, reference(start.get('bias')!, history.bias, 0.01, 0), 1e-6);
  assert.deepEqual(weights.get('table'), start.get('table'));
});

test('the gradient is clipped by its global norm, which is returned as it was', () => {
  const memory = new WeightMemory([matrix, bias], false);
  const optimizer = new AdamW(memory, { clip: 1 });
  for (const gradient of memory.block(memory.gradients).values()) gradient.fill(3);
  optimizer.collect(true, 1);
  const norm = optimizer.update(1e-3);
  near([norm], [3 * Math.sqrt(40)], 1e-5);
  const means = memory.block(memory.means).get('bias')!;
  near(means, new Array(5).fill(0.1 / Math.sqrt(40)), 1e-6);
});

test('gradients of several passes add up by their weights', () => {
  const memory = new WeightMemory([bias], false);
  const optimizer = new AdamW(memory, {});
  const gradient = memory.block(memory.gradients).get('bias')!;
  gradient.fill(4);
  optimizer.collect(true, 0.25);
  gradient.fill(10);
  optimizer.collect(false, 0.5);
  near([optimizer.update(0.1)], [6 * Math.sqrt(5)], 1e-5);
  optimizer.collect(true, 1);
  near([optimizer.update(0.1)], [10 * Math.sqrt(5)], 1e-5);
});

test('the gradient of a whole pass is kept when another one joins it', () => {
  const memory = new WeightMemory([bias], false);
  const optimizer = new AdamW(memory, {});
  const gradient = memory.block(memory.gradients).get('bias')!;
  gradient.fill(4);
  optimizer.collect(true, 1);
  optimizer.makeRoom();
  gradient.fill(10);
  optimizer.collect(false, 1);
  near([optimizer.update(0.1)], [14 * Math.sqrt(5)], 1e-5);
});

test('averaged weights start at the weights and follow them', () => {
  const memory = new WeightMemory([bias], true);
  memory.initialize(3);
  const optimizer = new AdamW(memory, { average: 0.995 });
  const before = memory.allWeights().get('bias')!.slice();
  memory.block(memory.gradients).get('bias')!.fill(1);
  optimizer.collect(true, 1);
  optimizer.update(0.1);
  const after = memory.allWeights().get('bias')!;
  const expected = [...before].map((weight, i) => weight * (2 / 11) + after[i] * (9 / 11));
  near(memory.block(memory.averages!).get('bias')!, expected, 1e-6);
});

test('a gradient that is not finite stops training with a sentence and changes no weight', () => {
  const memory = new WeightMemory([bias], false);
  memory.initialize(3);
  const optimizer = new AdamW(memory, {});
  const before = memory.allWeights().get('bias')!.slice();
  memory.block(memory.gradients).get('bias')!.fill(Number.NaN);
  optimizer.collect(true, 1);
  assert.throws(() => optimizer.update(0.1), { message: /^Training diverged in step 1: / });
  assert.deepEqual(memory.allWeights().get('bias'), before);
});

test('a new sum of gradients forgets the old one even where that was not finite', () => {
  const memory = new WeightMemory([bias], false);
  const optimizer = new AdamW(memory, {});
  const gradient = memory.block(memory.gradients).get('bias')!;
  gradient.fill(Number.NaN);
  optimizer.collect(true, 1);
  gradient.fill(2);
  optimizer.collect(true, 0.5);
  near([optimizer.update(0.1)], [Math.sqrt(5)], 1e-5);
});
