import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryCrossEntropy, crossEntropy } from '../../../server/src/nn/losses';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import type { Tensor } from '../../../server/src/onnx/ir';
import { ids, runGraph } from '../../support/runGraph';

const tensor = (shape: number[], ...data: number[]): Tensor => ({
  dataType: 'float32',
  shape,
  data: Float32Array.from(data),
});

async function crossEntropyOf(logits: Tensor, targets: Tensor, weights: Tensor): Promise<number> {
  const g = new GraphBuilder('test');
  const rows = ['rows'];
  g.output(
    'loss',
    crossEntropy(
      g,
      g.input('logits', 'float32', ['rows', 2]),
      g.input('targets', 'int64', rows),
      g.input('weights', 'float32', rows),
    ),
  );
  return Number((await runGraph(g.build().graph, { logits, targets, weights })).loss.data[0]);
}

async function binaryCrossEntropyOf(logits: Tensor, targets: Tensor, weights: Tensor): Promise<number> {
  const g = new GraphBuilder('test');
  const input = (name: string) => g.input(name, 'float32', ['pairs', 1]);
  g.output('loss', binaryCrossEntropy(g, input('logits'), input('targets'), input('weights')));
  return Number((await runGraph(g.build().graph, { logits, targets, weights })).loss.data[0]);
}

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-5, `${actual}, not ${expected}`);

test('cross entropy is the weighted mean of −log P(target)', async () => {
  const logits = tensor([3, 2], 0, Math.log(3), 5, 5, 100, -100);
  near(
    await crossEntropyOf(logits, ids([3], 1, 0, 1), tensor([3], 3, 1, 0)),
    (3 * Math.log(4 / 3) + Math.log(2)) / 4,
  );
});

test('cross entropy of nothing is 0', async () => {
  assert.equal(await crossEntropyOf(tensor([1, 2], 1, 2), ids([1], 0), tensor([1], 0)), 0);
});

test('binary cross entropy is the weighted mean of −log P(target), and survives large scores', async () => {
  near(
    await binaryCrossEntropyOf(tensor([2, 1], Math.log(3), 0), tensor([2, 1], 1, 0), tensor([2, 1], 1, 3)),
    (Math.log(4 / 3) + 3 * Math.log(2)) / 4,
  );
  near(await binaryCrossEntropyOf(tensor([2, 1], 200, -200), tensor([2, 1], 1, 0), tensor([2, 1], 1, 1)), 0);
  near(await binaryCrossEntropyOf(tensor([1, 1], 200), tensor([1, 1], 0), tensor([1, 1], 1)), 200);
});
