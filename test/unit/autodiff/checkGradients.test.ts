import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGradients } from '../../../server/src/autodiff/checkGradients';
import { zeros } from '../../../server/src/onnx/initializers';
import { floats, runGraph } from '../../support/runGraph';

test('a wrong gradient is found, and where it is', async () => {
  // What stopGradient hides from the backward pass the differences still see: half of d(x²)/dx is missing.
  const { worst, where } = await checkGradients(
    (g) => {
      const x = g.parameter('x', [2], zeros);
      return g.mul(x, g.stopGradient(x));
    },
    { x: floats(2) },
    runGraph,
  );
  assert.ok(worst > 0.3, `${worst}`);
  assert.match(where, /^x\[0\]: analytic .*, numeric .*$/);
});
