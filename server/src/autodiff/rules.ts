import type { GraphBuilder, Value } from '../onnx/builder';
import type { Dimension, Node } from '../onnx/ir';
import { add, quotient, subtract } from '../onnx/shapes';

/** In place of a gradient: this input carries none (ids, conditions, axes). */
export const stop = Symbol('no gradient for this input');
/** In place of a rule: no input of the operator carries a gradient, on purpose. */
export const stopsGradient = Symbol('the gradient stops here');

export interface RuleContext {
  /** Adds nodes to the backward pass. */
  readonly g: GraphBuilder;
  readonly node: Node;
  readonly inputs: readonly Value[];
  readonly output: Value;
  /** All outputs of the node; only the first one carries a gradient. */
  readonly outputs: readonly Value[];
  /** Gradient of the loss by `output`; same shape. */
  readonly dy: Value;
}

/** @returns the gradient by each input, shaped like it, or `stop`; trailing `stop`s may be left out. */
export type GradientRule = (context: RuleContext) => readonly (Value | typeof stop)[];

/**
 * The gradient of each operator, by its ONNX name: the whole truth about what can be differentiated. An operator that is not
 * here is an error that names the node.
 */
export const gradientRules: Readonly<Record<string, GradientRule | typeof stopsGradient>> = {
  Add: ({ g, inputs: [a, b], dy }) => [g.sumTo(dy, a.shape), g.sumTo(dy, b.shape)],
  Sub: ({ g, inputs: [a, b], dy }) => [g.sumTo(dy, a.shape), g.neg(g.sumTo(dy, b.shape))],
  Mul: ({ g, inputs: [a, b], dy }) => [g.sumTo(g.mul(dy, b), a.shape), g.sumTo(g.mul(dy, a), b.shape)],
  Div: ({ g, inputs: [a, b], output: y, dy }) => {
    const da = g.div(dy, b);
    return [g.sumTo(da, a.shape), g.neg(g.sumTo(g.mul(da, y), b.shape))];
  },
  Neg: ({ g, dy }) => [g.neg(dy)],
  Exp: ({ g, output: y, dy }) => [g.mul(dy, y)],
  Log: ({ g, inputs: [x], dy }) => [g.div(dy, x)],
  Sqrt: ({ g, output: y, dy }) => [g.div(g.mul(dy, 0.5), y)],
  Tanh: ({ g, output: y, dy }) => [g.mul(dy, g.sub(1, g.mul(y, y)))],
  Sigmoid: ({ g, output: y, dy }) => [g.mul(dy, g.mul(y, g.sub(1, y)))],
  Relu: ({ g, output: y, dy }) => [g.where(g.greater(y, 0), dy, 0)],
  Softplus: ({ g, inputs: [x], dy }) => [g.mul(dy, g.sigmoid(x))],
  Erf: ({ g, inputs: [x], dy }) => [g.mul(dy, g.mul(g.exp(g.mul(g.mul(x, -1), x)), 2 / Math.sqrt(Math.PI)))],
  Gelu: ({ g, inputs: [x], dy }) => {
    const u = g.mul(x, Math.SQRT1_2);
    const probability = g.mul(g.add(g.erf(u), 1), 0.5);
    const density = g.mul(g.exp(g.mul(g.mul(x, -0.5), x)), 1 / Math.sqrt(2 * Math.PI));
    return [g.mul(dy, g.add(probability, g.mul(x, density)))];
  },
  Where: ({ g, inputs: [condition, x, y], dy }) => [
    stop,
    g.sumTo(g.where(condition, dy, 0), x.shape),
    g.sumTo(g.where(condition, 0, dy), y.shape),
  ],
  Cast: ({ g, inputs: [x], dy }) => [x.dataType.startsWith('float') ? g.cast(dy, x.dataType) : stop],

  MatMul: ({ g, inputs: [a, b], dy }) => {
    const [k, n] = b.shape.slice(-2);
    if (b.shape.length === 2) {
      // One matrix for all leading axes: a single product over all rows.
      const rows = g.reshape(dy, [-1, n]);
      return [
        g.reshape(g.gemm(rows, b, undefined, { transB: true }), a.shape),
        g.gemm(g.reshape(a, [-1, k]), rows, undefined, { transA: true }),
      ];
    }
    return [g.sumTo(g.matMul(dy, swapLast(g, b)), a.shape), g.sumTo(g.matMul(swapLast(g, a), dy), b.shape)];
  },
  Gemm: ({ g, node, inputs: [a, b, c], dy }) => {
    const [transA, transB] = [node.attributes.transA === 1n, node.attributes.transB === 1n];
    return [
      transA
        ? g.gemm(b, dy, undefined, { transA: transB, transB: true })
        : g.gemm(dy, b, undefined, { transB: !transB }),
      transB
        ? g.gemm(dy, a, undefined, { transA: true, transB: transA })
        : g.gemm(a, dy, undefined, { transA: !transA }),
      c ? g.sumTo(dy, c.shape) : stop,
    ];
  },

  Reshape: ({ g, inputs: [x], dy }) => [g.reshape(dy, x.shape)],
  Transpose: ({ g, node, dy }) => {
    const permutation = (node.attributes.perm as readonly bigint[]).map(Number);
    return [
      g.transpose(
        dy,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
    ];
  },
  Concat: ({ g, node, inputs, dy }) => {
    const axis = Number(node.attributes.axis);
    let end: Dimension = 0;
    return inputs.map((x) => {
      const start = end;
      end = add(start, x.shape[axis]);
      return g.slice(dy, axis, start, end);
    });
  },
  Slice: ({ g, inputs: [x, start, , axes], dy }) => {
    const [axis] = axesOf(axes);
    const before = start.content![0];
    return [g.pad(dy, axis, before, subtract(subtract(x.shape[axis], dy.shape[axis]), before))];
  },
  Pad: ({ g, inputs: [x, pads, , axes], dy }) => {
    const [axis] = axesOf(axes);
    const before = pads.content![0];
    return [g.slice(dy, axis, before, add(before, x.shape[axis]))];
  },
  Expand: ({ g, inputs: [x], dy }) => [g.sumTo(dy, x.shape)],

  Gather: ({ g, node, inputs: [x, ids], dy }) => {
    const axis = Number(node.attributes.axis);
    if (axis === 0) return [g.scatterAdd(x.shape, ids, dy), stop];
    // The gathered axis to the front, rows added up, and back.
    const order = [axis, ...x.shape.map((_, i) => i).filter((i) => i !== axis)];
    const idAxes = ids.shape.map((_, i) => axis + i);
    const rows = g.transpose(dy, [
      ...idAxes,
      ...dy.shape.map((_, i) => i).filter((i) => !idAxes.includes(i)),
    ]);
    const sums = g.scatterAdd(
      order.map((i) => x.shape[i]),
      ids,
      rows,
    );
    return [
      g.transpose(
        sums,
        order.map((_, i) => order.indexOf(i)),
      ),
      stop,
    ];
  },
  GatherElements: ({ g, node, inputs: [x, ids], dy }) => [
    g.scatterElementsAdd(g.expand(0, x.shape), ids, dy, Number(node.attributes.axis)),
    stop,
  ],
  ScatterElements: ({ g, node, inputs: [, ids], dy }) => [
    dy,
    stop,
    g.gatherElements(dy, ids, Number(node.attributes.axis)),
  ],

  ReduceSum: ({ g, inputs: [x, axes], dy }) => [spread(g, dy, x, axes)],
  ReduceMean: ({ g, inputs: [x, axes], output: y, dy }) => {
    const share = g.div(dy, g.number(quotient(x.shape, y.shape)!));
    return [spread(g, share, x, axes)];
  },
  /** Ties share the gradient equally, so that it does not depend on the order of the elements. */
  ReduceMax: ({ g, inputs: [x, axes], output: y, dy }) => {
    const kept = keptShape(x, axes);
    const isMaximum = g.cast(g.equal(x, g.reshape(y, kept)), 'float32');
    const ties = g.reduceSum(isMaximum, axesOf(axes), true);
    return [g.mul(isMaximum, g.div(g.reshape(dy, kept), ties))];
  },
  ReduceLogSumExp: ({ g, inputs: [x, axes], output: y, dy }) => {
    const kept = keptShape(x, axes);
    return [g.mul(g.exp(g.sub(x, g.reshape(y, kept))), g.reshape(dy, kept))];
  },
  Softmax: ({ g, node, output: y, dy }) => {
    const weighted = g.mul(y, dy);
    return [g.sub(weighted, g.mul(y, g.reduceSum(weighted, [Number(node.attributes.axis)], true)))];
  },
  LogSoftmax: ({ g, node, output: y, dy }) => [
    g.sub(dy, g.mul(g.exp(y), g.reduceSum(dy, [Number(node.attributes.axis)], true))),
  ],
  /** @see Ba et al. 2016; with n = (x − mean)/deviation: dx = (dn − mean(dn) − n · mean(dn · n))/deviation, dn = dy · scale */
  LayerNormalization: ({ g, inputs: [x, scale], outputs: [, mean, inverseDeviation], dy }) => {
    const n = g.mul(g.sub(x, mean), inverseDeviation);
    const dn = g.mul(dy, scale);
    const centred = g.sub(dn, g.reduceMean(dn, [-1], true));
    const dx = g.mul(g.sub(centred, g.mul(n, g.reduceMean(g.mul(dn, n), [-1], true))), inverseDeviation);
    return [dx, g.sumTo(g.mul(dy, n), scale.shape), g.sumTo(dy, scale.shape)];
  },

  Equal: stopsGradient,
  Greater: stopsGradient,
  Less: stopsGradient,
  And: stopsGradient,
  Not: stopsGradient,
  ArgMax: stopsGradient,
  Shape: stopsGradient,
  /** The builder writes it for stopGradient. */
  Identity: stopsGradient,
};

function swapLast(g: GraphBuilder, x: Value): Value {
  const last = x.shape.length - 1;
  return g.transpose(x, [...x.shape.keys()].toSpliced(last - 1, 2, last, last - 1));
}

/** The axes that a node was given as a constant. */
const axesOf = (axes: Value): number[] => axes.content!.map(Number);

/** The shape of a reduction of `x` that keeps its reduced axes as 1. */
const keptShape = (x: Value, axes: Value): Dimension[] => {
  const reduced = axesOf(axes);
  return x.shape.map((d, i) => (reduced.includes(i) ? 1 : d));
};

/** The gradient of a sum, handed to each of its terms. */
const spread = (g: GraphBuilder, dy: Value, x: Value, axes: Value): Value =>
  g.expand(g.reshape(dy, keptShape(x, axes)), x.shape);
