import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { checkGradients } from '../../../server/src/autodiff/checkGradients';
import { gradientRules, stopsGradient } from '../../../server/src/autodiff/rules';
import type { GraphBuilder, Value } from '../../../server/src/onnx/builder';
import { zeros } from '../../../server/src/onnx/initializers';
import type { Tensor } from '../../../server/src/onnx/ir';
import { floats, ids, runGraph } from '../../support/runGraph';

/** A case: the inputs that are differentiated by, those that are not, and the expression. Names are positions: x, y, z. */
interface Case {
  readonly of: readonly Tensor[];
  readonly given?: readonly Tensor[];
  readonly step?: number;
  readonly write: (g: GraphBuilder, ...operands: Value[]) => Value;
}

const positive = (...shape: number[]): Tensor => {
  const tensor = floats(...shape);
  return { ...tensor, data: (tensor.data as Float32Array).map((x) => Math.abs(x) + 0.5) };
};

/** Every operator with a rule has cases here; the last test makes sure of it. */
const cases: Record<string, readonly Case[]> = {
  Add: [
    { of: [floats(2, 3), floats(3)], write: (g, x, y) => g.add(x, y) },
    { of: [floats(2, 1, 3), floats(4, 1)], write: (g, x, y) => g.add(x, y) },
    { of: [floats(2, 3)], write: (g, x) => g.add(g.exp(x), g.add(x, x)) },
  ],
  Sub: [{ of: [floats(2, 3), floats(2, 1)], write: (g, x, y) => g.sub(x, y) }],
  Mul: [
    { of: [floats(2, 3), floats(3)], write: (g, x, y) => g.mul(x, y) },
    { of: [floats(2, 3)], write: (g, x) => g.mul(x, x) },
  ],
  Div: [{ of: [floats(2, 3), positive(3)], write: (g, x, y) => g.div(x, y) }],
  Neg: [{ of: [floats(5)], write: (g, x) => g.neg(x) }],
  Exp: [{ of: [floats(5)], write: (g, x) => g.exp(x) }],
  Log: [{ of: [positive(5)], write: (g, x) => g.log(x) }],
  Sqrt: [{ of: [positive(5)], write: (g, x) => g.sqrt(x) }],
  Tanh: [{ of: [floats(5)], write: (g, x) => g.tanh(x) }],
  Sigmoid: [{ of: [floats(5)], write: (g, x) => g.sigmoid(x) }],
  Relu: [{ of: [floats(7)], write: (g, x) => g.relu(x) }],
  Softplus: [{ of: [floats(7)], write: (g, x) => g.softplus(x) }],
  Erf: [{ of: [floats(7)], write: (g, x) => g.erf(x) }],
  Gelu: [{ of: [floats(7)], write: (g, x) => g.gelu(x) }],
  Where: [{ of: [floats(2, 3), floats(3)], write: (g, x, y) => g.where(g.greater(x, 0.05), x, y) }],
  // Linear, so the step may be large enough for float16 to see it.
  Cast: [{ of: [floats(4)], step: 0.5, write: (g, x) => g.cast(g.cast(x, 'float16'), 'float32') }],
  MatMul: [
    { of: [floats(2, 3), floats(3, 4)], write: (g, x, y) => g.matMul(x, y) },
    { of: [floats(2, 2, 3), floats(3, 4)], write: (g, x, y) => g.matMul(x, y) },
    { of: [floats(2, 1, 2, 3), floats(2, 3, 2)], write: (g, x, y) => g.matMul(x, y) },
  ],
  Gemm: [
    { of: [floats(2, 3), floats(3, 4), floats(4)], write: (g, x, y, z) => g.gemm(x, y, z) },
    {
      of: [floats(3, 2), floats(3, 4), floats(2, 1)],
      write: (g, x, y, z) => g.gemm(x, y, z, { transA: true }),
    },
    {
      of: [floats(2, 3), floats(4, 3), floats(2, 4)],
      write: (g, x, y, z) => g.gemm(x, y, z, { transB: true }),
    },
    {
      of: [floats(3, 2), floats(4, 3)],
      write: (g, x, y) => g.gemm(x, y, undefined, { transA: true, transB: true }),
    },
  ],
  Reshape: [{ of: [floats(2, 6)], write: (g, x) => g.reshape(x, [3, -1]) }],
  Transpose: [{ of: [floats(2, 3, 4)], write: (g, x) => g.transpose(x, [2, 0, 1]) }],
  Concat: [{ of: [floats(2, 3), floats(2, 1)], write: (g, x, y) => g.concat([x, y, x], -1) }],
  Slice: [
    { of: [floats(2, 5)], write: (g, x) => g.slice(x, 1, 1, 3) },
    { of: [floats(5)], write: (g, x) => g.slice(x, 0, 2) },
  ],
  Pad: [{ of: [floats(2, 3)], write: (g, x) => g.pad(x, 1, 2, 1) }],
  Expand: [{ of: [floats(3, 1)], write: (g, x) => g.expand(x, [2, 3, 4]) }],
  Gather: [
    { of: [floats(4, 3)], given: [ids([2, 3], 3, 0, 3, 1, 3, 0)], write: (g, x, i) => g.gather(x, i) },
    { of: [floats(2, 4, 3)], given: [ids([2, 2], 3, 0, 3, 1)], write: (g, x, i) => g.gather(x, i, 1) },
    { of: [floats(2, 3, 4)], given: [ids([3], 3, 0, 3)], write: (g, x, i) => g.gather(x, i, -1) },
  ],
  GatherElements: [
    { of: [floats(2, 3)], given: [ids([2, 2], 2, 2, 0, 1)], write: (g, x, i) => g.gatherElements(x, i, 1) },
  ],
  ScatterElements: [
    {
      of: [floats(2, 3), floats(2, 2)],
      given: [ids([2, 2], 2, 2, 0, 1)],
      write: (g, x, u, i) => g.scatterElementsAdd(x, i, u, 1),
    },
    { of: [floats(4, 2)], given: [ids([4], 2, 2, 0, 2)], write: (g, x, i) => g.scatterAdd([3, 2], i, x) },
  ],
  ReduceSum: [
    { of: [floats(2, 3, 4)], write: (g, x) => g.reduceSum(x, [0, 2]) },
    { of: [floats(2, 3)], write: (g, x) => g.reduceSum(x, [-1], true) },
  ],
  ReduceMean: [
    { of: [floats(2, 3, 4)], write: (g, x) => g.reduceMean(x, [1]) },
    { of: [floats(2, 3)], write: (g, x) => g.reduceMean(x, [0, 1]) },
  ],
  ReduceMax: [{ of: [floats(3, 4)], write: (g, x) => g.reduceMax(x, [1]) }],
  ReduceLogSumExp: [{ of: [floats(3, 4)], write: (g, x) => g.logSumExp(x, [0]) }],
  Softmax: [
    { of: [floats(2, 4)], write: (g, x) => g.softmax(x) },
    { of: [floats(3, 2)], write: (g, x) => g.softmax(x, 0) },
  ],
  LogSoftmax: [{ of: [floats(2, 4)], write: (g, x) => g.logSoftmax(x) }],
  LayerNormalization: [
    { of: [floats(3, 5), floats(5), floats(5)], write: (g, x, s, b) => g.layerNormalization(x, s, b) },
  ],
};

const checked = new Set<string>();

for (const [operator, itsCases] of Object.entries(cases))
  for (const [i, each] of itsCases.entries())
    test(`the rule of ${operator} agrees with central differences (case ${i + 1})`, async () => {
      const operands = [...each.of, ...(each.given ?? [])];
      const name = (position: number) => `operand${position}`;
      const check = await checkGradients(
        (g) =>
          each.write(
            g,
            ...each.of.map((tensor, p) => g.parameter(name(p), tensor.shape, zeros)),
            ...(each.given ?? []).map((tensor, p) =>
              g.input(name(each.of.length + p), tensor.dataType, tensor.shape),
            ),
          ),
        Object.fromEntries(operands.map((tensor, p) => [name(p), tensor])),
        runGraph,
        each.step,
      );
      assert.ok(check.operators.has(operator), `the case of ${operator} does not use it`);
      assert.equal(check.parameters, each.of.length, 'every operand has a gradient');
      assert.ok(check.worst < 2e-3, `${check.worst} at ${check.where}`);
      checked.add(operator);
    });

after(() => {
  const differentiable = Object.entries(gradientRules).flatMap(([name, rule]) =>
    rule === stopsGradient ? [] : [name],
  );
  assert.deepEqual([...checked].sort(), differentiable.sort(), 'every rule is checked, and nothing else');
});
