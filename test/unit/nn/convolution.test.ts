import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convolution, gatedConvolution, gatedLinearUnit } from '../../../server/src/nn/convolution';
import { GraphBuilder, type Value } from '../../../server/src/onnx/builder';
import type { Tensor } from '../../../server/src/onnx/ir';
import { floats, runGraph } from '../../support/runGraph';

/** Runs a layer over x with weights of fixed numbers. */
async function apply(
  write: (g: GraphBuilder, x: Value, mask: Value) => Value,
  x: Tensor,
  mask: Tensor,
): Promise<number[]> {
  const g = new GraphBuilder('test');
  const [, , width] = x.shape;
  g.output(
    'y',
    write(
      g,
      g.input('x', 'float32', ['sequences', 'words', width]),
      g.input('mask', 'float32', ['sequences', 'words']),
    ),
  );
  const { graph, parameters } = g.build();
  const weights = Object.fromEntries(parameters.map(({ name, shape }) => [name, floats(...shape)]));
  return Array.from((await runGraph(graph, { ...weights, x, mask })).y.data, Number);
}

const ones = (...shape: number[]): Tensor => {
  const tensor = floats(...shape);
  return { ...tensor, data: (tensor.data as Float32Array).fill(1) };
};

test('a convolution sees the words at its dilation, and zeros beyond the ends', async () => {
  const [words, inputs, outputs, dilation] = [5, 2, 3, 2];
  const x = floats(1, words, inputs);
  const y = await apply((g, value) => convolution(g, 'c', value, outputs, { dilation }), x, ones(1, words));
  const kernel = floats(3 * inputs, outputs).data;
  const bias = floats(outputs).data;
  for (let word = 0; word < words; word++)
    for (let o = 0; o < outputs; o++) {
      let expected = Number(bias[o]);
      for (let tap = 0; tap < 3; tap++) {
        const seen = word + (tap - 1) * dilation;
        if (seen < 0 || seen >= words) continue;
        for (let i = 0; i < inputs; i++)
          expected += Number(x.data[seen * inputs + i]) * Number(kernel[(tap * inputs + i) * outputs + o]);
      }
      assert.ok(
        Math.abs(y[word * outputs + o] - expected) < 1e-5,
        `word ${word}: ${y[word * outputs + o]}, not ${expected}`,
      );
    }
});

test('a gated convolution lets no padding through to the words', async () => {
  const width = 4;
  const block = (g: GraphBuilder, x: Value, mask: Value) => gatedConvolution(g, x, { mask, dilation: 1 });
  const alone = await apply(block, floats(1, 3, width), ones(1, 3));
  const mask: Tensor = { dataType: 'float32', shape: [1, 6], data: Float32Array.of(1, 1, 1, 0, 0, 0) };
  const padded = await apply(block, floats(1, 6, width), mask);
  for (const [i, value] of alone.entries()) assert.ok(Math.abs(value - padded[i]) < 1e-5);
});

test('a gated linear unit multiplies one half by the sigmoid of the other', async () => {
  const x: Tensor = { dataType: 'float32', shape: [1, 1, 4], data: Float32Array.of(2, -3, 0, Math.log(3)) };
  assert.deepEqual(
    (await apply((g, value) => gatedLinearUnit(g, value), x, ones(1, 1))).map((y) => y.toFixed(4)),
    ['1.0000', '-2.2500'],
  );
});

test('a convolution without a middle is refused', () => {
  const g = new GraphBuilder('test');
  assert.throws(
    () => convolution(g, 'c', g.input('x', 'float32', [1, 3, 2]), 4, { size: 2 }),
    /the size 2 has no middle/,
  );
});
