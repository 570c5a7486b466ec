import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkGradients } from '../../server/src/autodiff/checkGradients';
import type { GraphBuilder, Value } from '../../server/src/onnx/builder';
import { zeros } from '../../server/src/onnx/initializers';
import { floats, runGraph } from '../support/runGraph';

/** Smooth steps that keep the shape [3, 4] and the size of the numbers; `other` is any tensor made before. */
const steps: Record<string, (g: GraphBuilder, x: Value, other: Value) => Value> = {
  tanh: (g, x) => g.tanh(x),
  gelu: (g, x) => g.gelu(x),
  softmax: (g, x) => g.softmax(x),
  sum: (g, x, other) => g.add(x, other),
  difference: (g, x, other) => g.sub(g.tanh(x), other),
  product: (g, x, other) => g.mul(g.sigmoid(x), g.tanh(other)),
  row: (g, x, other) => g.mul(x, g.reduceMean(g.tanh(other), [0], true)),
  column: (g, x, other) => g.add(x, g.logSumExp(other, [1], true)),
  attention: (g, x, other) => g.gemm(g.softmax(g.gemm(x, g.tanh(other), undefined, { transB: true })), x),
  turned: (g, x, other) => g.reshape(g.transpose(g.add(x, g.tanh(other)), [1, 0]), [3, 4]),
  shifted: (g, x) => g.slice(g.pad(x, 0, 1, 0), 0, 0, 3),
  halves: (g, x, other) => g.concat([g.slice(x, 1, 0, 2), g.slice(other, 1, 2)], 1),
};

test('whatever the steps are put together to, the backward pass agrees with central differences', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(6)), { minLength: 1, maxLength: 6 }),
      async (program) => {
        const { worst, where } = await checkGradients(
          (g) => {
            const made = [g.parameter('a', [3, 4], zeros), g.parameter('b', [3, 4], zeros)];
            for (const [name, other] of program)
              made.push(steps[name](g, made[made.length - 1], made[other % made.length]));
            return made[made.length - 1];
          },
          {
            a: floats(3, 4),
            b: { ...floats(3, 4), data: (floats(3, 4).data as Float32Array).map((x) => x * x - 1) },
          },
          runGraph,
        );
        assert.ok(worst < 5e-3, `${worst} at ${where}`);
      },
    ),
    { numRuns: 40, seed: 7 },
  ));
