import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedding } from '../../../server/src/nn/embedding';
import { layerNorm } from '../../../server/src/nn/layerNorm';
import { linear } from '../../../server/src/nn/linear';
import { crossEntropy } from '../../../server/src/nn/losses';
import { transformerLayer } from '../../../server/src/nn/transformer';
import { GraphBuilder, type Value } from '../../../server/src/onnx/builder';
import { assertLossesOfPyTorch } from '../../support/pytorch';
import { floats, runGraph } from '../../support/runGraph';

test('twenty steps of a two-layer encoder have the losses of PyTorch', async () => {
  const g = new GraphBuilder('transformer', { training: true });
  const ids = g.input('ids', 'int64', ['sequences', 'words']);
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  const targets = g.input('targets', 'int64', ['sequences', 'words']);
  let x = embedding(g, 'words', ids, { count: 40, width: 24 });
  for (let i = 0; i < 2; i++)
    x = g.scope(`layer${i}`, () => transformerLayer(g, x, { mask, heads: 3, hidden: 48 }));
  const logits = linear(g, 'classes', layerNorm(g, 'norm', x), 5);
  g.output(
    'loss',
    crossEntropy(g, g.reshape(logits, [-1, 5]), g.reshape(targets, [-1]), g.reshape(mask, [-1])),
  );
  await assertLossesOfPyTorch('transformer', g.build());
});

test('padding changes nothing for the words before it', async () => {
  const g = new GraphBuilder('one layer');
  const x = g.input('x', 'float32', ['sequences', 'words', 8]);
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  g.output('y', transformerLayer(g, x, { mask, heads: 2, hidden: 16 }));
  const { graph, parameters } = g.build();
  const weights = Object.fromEntries(parameters.map(({ name, shape }) => [name, floats(...shape)]));
  const run = async (words: number, maskOf: number[]): Promise<number[]> => {
    const feeds = {
      ...weights,
      x: floats(1, words, 8),
      mask: { dataType: 'float32' as const, shape: [1, words], data: Float32Array.from(maskOf) },
    };
    return Array.from((await runGraph(graph, feeds)).y.data, Number);
  };
  const alone = await run(3, [1, 1, 1]);
  const padded = await run(5, [1, 1, 1, 0, 0]);
  for (const [i, value] of alone.entries())
    assert.ok(Math.abs(value - padded[i]) < 1e-5, `${value} and ${padded[i]}`);
  assert.ok(
    (await run(5, [1, 1, 1, 1, 1])).slice(0, 24).some((value, i) => Math.abs(value - alone[i]) > 1e-3),
    'words do change each other',
  );
});

test('heads that do not divide the width are refused', () => {
  const g = new GraphBuilder('test');
  const x: Value = g.input('x', 'float32', [1, 2, 8]);
  const mask = g.input('mask', 'float32', [1, 2]);
  assert.throws(
    () => transformerLayer(g, x, { mask, heads: 3, hidden: 4 }),
    /3 heads do not divide the width 8/,
  );
});
