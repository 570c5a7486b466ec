import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildGradientGraph } from '../../../server/src/autodiff/backward';
import { gradientRules, stopsGradient } from '../../../server/src/autodiff/rules';
import { GraphBuilder, type Value } from '../../../server/src/onnx/builder';
import { zeros } from '../../../server/src/onnx/initializers';
import type { Tensor } from '../../../server/src/onnx/ir';
import { floats, runGraph } from '../../support/runGraph';

/** Gradients of `loss` by parameters x and y [3], at fixed values. */
async function gradients(
  write: (g: GraphBuilder, x: Value, y: Value) => Value,
): Promise<Record<string, number[]>> {
  const g = new GraphBuilder('test', { training: true });
  g.output('loss', g.reduceSum(write(g, g.parameter('x', [3], zeros), g.parameter('y', [3], zeros)), [0]));
  const { graph, gradientOf } = buildGradientGraph(g.build(), 'loss');
  const run: Record<string, Tensor> = await runGraph(graph, { x: floats(3), y: floats(3) });
  return Object.fromEntries(
    [...gradientOf].map(([name, output]) => [name, Array.from(run[output].data, Number)]),
  );
}

test('a tensor that is read twice collects both gradients', async () => {
  assert.deepEqual(await gradients((g, x, y) => g.add(g.add(x, x), y)), { x: [2, 2, 2], y: [1, 1, 1] });
});

test('stopGradient stops it, and only on its own path', async () => {
  assert.deepEqual(await gradients((g, x, y) => g.add(g.mul(g.stopGradient(x), y), x)), {
    x: [1, 1, 1],
    y: Array.from(floats(3).data, Number),
  });
});

test('a parameter that the loss does not depend on has no gradient, rather than a zero', async () => {
  assert.deepEqual(Object.keys(await gradients((g, x, y) => g.add(x, g.stopGradient(y)))), ['x']);
});

test('the maximum of several equal numbers shares its gradient', async () => {
  assert.deepEqual(
    await gradients((g, x, y) =>
      g.add(g.reduceMax(g.mul(x, 0), [0], true), g.mul(y, g.reduceMax(g.sub(x, x), [0], true))),
    ),
    {
      x: [0, 0, 0],
      y: [0, 0, 0],
    },
  );
  const g = new GraphBuilder('ties', { training: true });
  g.output('loss', g.reduceMax(g.parameter('x', [4], zeros), [0]));
  const { graph } = buildGradientGraph(g.build(), 'loss');
  const tied: Tensor = { dataType: 'float32', shape: [4], data: Float32Array.of(2, 1, 2, 0) };
  assert.deepEqual([...(await runGraph(graph, { x: tied }))['gradient of x'].data], [0.5, 0, 0.5, 0]);
});

const withoutGradient: Record<string, (g: GraphBuilder, x: Value) => Value> = {
  Equal: (g, x) => g.equal(x, 1),
  Greater: (g, x) => g.greater(x, 1),
  Less: (g, x) => g.less(x, 1),
  And: (g, x) => g.and(g.less(x, 1), g.greater(x, 0)),
  Not: (g, x) => g.not(g.less(x, 1)),
  ArgMax: (g, x) => g.argMax(x, 0),
  Identity: (g, x) => g.stopGradient(x),
};
for (const [operator, write] of Object.entries(withoutGradient))
  test(`${operator} passes no gradient, on purpose`, async () => {
    assert.equal(gradientRules[operator], stopsGradient);
    const { x } = await gradients((g, x) => g.add(x, g.cast(write(g, x), 'float32')));
    assert.deepEqual(x, [1, 1, 1]);
  });

test('an operator without a rule is an error that names it and its node', () => {
  const g = new GraphBuilder('test', { training: true });
  const x = g.parameter('x', [3], zeros);
  const sine = g.node('Sin', [x], x);
  g.output('loss', g.reduceSum(sine, [0]));
  assert.throws(
    () => buildGradientGraph(g.build(), 'loss'),
    /the operator Sin \(it makes "Sin:0" from x\) has no gradient rule: add one to autodiff\/rules\.ts/,
  );
});

test('an operator without a rule is no error where no gradient passes', () => {
  const g = new GraphBuilder('test', { training: true });
  const angle = g.input('angle', 'float32', [3]);
  g.output('loss', g.reduceSum(g.mul(g.parameter('x', [3], zeros), g.node('Sin', [angle], angle)), [0]));
  assert.equal(buildGradientGraph(g.build(), 'loss').gradientOf.size, 1);
});

test('frozen parameters and inputs cost nothing in the backward pass', () => {
  const g = new GraphBuilder('test', { training: true });
  const x = g.parameter('x', [3, 3], zeros, { trainable: false });
  const y = g.parameter('y', [3, 3], zeros);
  g.output('loss', g.reduceSum(g.gemm(g.gemm(x, x), y), [0, 1]));
  const { graph } = buildGradientGraph(g.build(), 'loss');
  assert.equal(graph.nodes.filter(({ op }) => op === 'Gemm').length, 3, 'two forward and one backward');
});

for (const [what, loss, message] of [
  ['no such output', 'lost', /has no output "lost", only loss, vector, fixed/],
  ['a vector', 'vector', /the loss "vector" is \[3\]; a gradient starts at one number/],
  ['nothing trainable', 'fixed', /depends on no trainable parameter/],
] as const)
  test(`a loss that is ${what} is refused`, () => {
    const g = new GraphBuilder('test', { training: true });
    const x = g.parameter('x', [3], zeros);
    const vector = g.neg(x);
    g.output('loss', g.reduceSum(vector, [0]));
    g.output('vector', vector);
    g.output('fixed', g.reduceSum(g.input('z', 'float32', [2]), [0]));
    assert.throws(() => buildGradientGraph(g.build(), loss), message);
  });
