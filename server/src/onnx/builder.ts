/**
 * Writes ONNX graphs by calling mathematics: every method adds a node and returns its result with its shape. What does not
 * fit together is an error here, with both shapes, not when the graph runs.
 * @see https://onnx.ai/onnx/operators/ for the operators, which the methods follow in meaning
 */

import type { BuiltGraph, Value } from './builtGraph';
import { dataTypes } from './dataTypes';
import { GraphWriter } from './graphWriter';
import type { Attributes, DataType, Dimension, Shape } from './ir';
import { add, broadcast, canonical, quotient, sameShape, showShape, size, subtract } from './shapes';

export type { BuiltGraph, Parameter, RandomMask, Value } from './builtGraph';
export type { Initializer } from './initializers';

/** A tensor, or a number that stands for a float32 scalar. */
export type Operand = Value | number;

export class GraphBuilder extends GraphWriter {
  /** A builder that adds to a finished graph. */
  static extending(built: BuiltGraph): GraphBuilder {
    const builder = new GraphBuilder(built.graph.name, { training: true });
    builder.resume(built);
    return builder;
  }

  // Element by element; shapes broadcast as NumPy's do.
  add = (a: Operand, b: Operand): Value => this.elementwise('Add', a, b);
  sub = (a: Operand, b: Operand): Value => this.elementwise('Sub', a, b);
  mul = (a: Operand, b: Operand): Value => this.elementwise('Mul', a, b);
  div = (a: Operand, b: Operand): Value => this.elementwise('Div', a, b);
  equal = (a: Operand, b: Operand): Value => this.elementwise('Equal', a, b, 'bool');
  greater = (a: Operand, b: Operand): Value => this.elementwise('Greater', a, b, 'bool');
  less = (a: Operand, b: Operand): Value => this.elementwise('Less', a, b, 'bool');
  and = (a: Value, b: Value): Value => this.elementwise('And', a, b, 'bool');

  neg = (x: Value): Value => this.node('Neg', [x], x);
  exp = (x: Value): Value => this.node('Exp', [x], x);
  log = (x: Value): Value => this.node('Log', [x], x);
  sqrt = (x: Value): Value => this.node('Sqrt', [x], x);
  tanh = (x: Value): Value => this.node('Tanh', [x], x);
  sigmoid = (x: Value): Value => this.node('Sigmoid', [x], x);
  relu = (x: Value): Value => this.node('Relu', [x], x);
  erf = (x: Value): Value => this.node('Erf', [x], x);
  not = (x: Value): Value => this.node('Not', [x], x);
  /** log(1 + exp(x)), without overflow. */
  softplus = (x: Value): Value => this.node('Softplus', [x], x);
  /** x · P(N(0,1) ≤ x). @see Hendrycks & Gimpel 2016 */
  gelu = (x: Value): Value => this.node('Gelu', [x], x);

  /** `x` where `condition` holds, else `y`; all three broadcast. */
  where(condition: Value, x: Operand, y: Operand): Value {
    const [a, b] = [this.operand(x), this.operand(y)];
    const shape = this.broadcastOrThrow(
      'Where',
      this.broadcastOrThrow('Where', condition.shape, a.shape),
      b.shape,
    );
    return this.node('Where', [condition, a, b], { dataType: a.dataType, shape });
  }

  cast(x: Value, dataType: DataType): Value {
    if (x.dataType === dataType) return x;
    return this.node('Cast', [x], { dataType, shape: x.shape }, { to: BigInt(dataTypes[dataType].code) });
  }

  /** The same numbers; gradients end here. */
  stopGradient = (x: Value): Value => this.node('Identity', [x], x);

  /** In training: zero with probability `rate`, the rest scaled to keep the mean. Otherwise `x` itself, without a node. */
  dropout(x: Value, rate: number): Value {
    if (!(rate >= 0 && rate < 1))
      throw new Error(`dropout in ${this.place} has the rate ${rate}; expected 0 ≤ rate < 1`);
    return this.options.training && rate > 0 ? this.mul(x, this.addMask(x.shape, 1 - rate)) : x;
  }

  /** [.., m, k] · [.., k, n] → [.., m, n]; leading axes broadcast. For [tokens, width] products use `gemm`. */
  matMul(a: Value, b: Value): Value {
    const [m, k] = a.shape.slice(-2);
    const [inner, n] = b.shape.slice(-2);
    const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
    if (a.shape.length < 2 || b.shape.length < 2 || k !== inner || !batch)
      throw this.mismatch('MatMul', a, b);
    return this.node('MatMul', [a, b], { dataType: a.dataType, shape: [...batch, m, n] });
  }

  /** A · B + c for matrices, either one read transposed; `c` broadcasts. */
  gemm(a: Value, b: Value, c?: Value, { transA = false, transB = false } = {}): Value {
    const [m, k] = transA ? [a.shape[1], a.shape[0]] : a.shape;
    const [inner, n] = transB ? [b.shape[1], b.shape[0]] : b.shape;
    if (a.shape.length !== 2 || b.shape.length !== 2 || k !== inner) throw this.mismatch('Gemm', a, b);
    if (c && !sameShape(broadcast(c.shape, [m, n]) ?? [], [m, n]))
      throw this.mismatch('Gemm (with its addend)', a, c);
    const attributes: Attributes = { ...(transA && { transA: 1n }), ...(transB && { transB: 1n }) };
    return this.node('Gemm', c ? [a, b, c] : [a, b], { dataType: a.dataType, shape: [m, n] }, attributes);
  }

  /** Same numbers, other shape; one size may be −1 and follows from the rest. */
  reshape(x: Value, dimensions: Shape): Value {
    const open = dimensions.indexOf(-1);
    const named = dimensions.map(canonical);
    const rest = open < 0 ? undefined : quotient(x.shape, named.toSpliced(open, 1));
    const shape = open < 0 ? named : named.with(open, rest ?? -1);
    if (shape.includes(-1) || size(shape) !== size(x.shape))
      throw new Error(
        `Reshape in ${this.place}: ${showShape(x.shape)} does not fill ${showShape(dimensions)}`,
      );
    return sameShape(shape, x.shape)
      ? x
      : this.node('Reshape', [x, this.reshapeTarget(x.shape, shape)], { dataType: x.dataType, shape });
  }

  /** Axis i of the result is axis permutation[i] of `x`. */
  transpose(x: Value, permutation: readonly number[]): Value {
    if ([...permutation].sort((a, b) => a - b).join() !== x.shape.map((_, i) => i).join())
      throw new Error(
        `Transpose in ${this.place}: [${permutation}] does not order the axes of ${showShape(x.shape)}`,
      );
    const shape = permutation.map((axis) => x.shape[axis]);
    return this.node('Transpose', [x], { dataType: x.dataType, shape }, { perm: permutation.map(BigInt) });
  }

  concat(xs: readonly Value[], axis: number): Value {
    const at = this.axis('Concat', xs[0], axis);
    const other = (x: Value): Shape => x.shape.filter((_, i) => i !== at);
    for (const x of xs)
      if (x.shape.length !== xs[0].shape.length || !sameShape(other(x), other(xs[0])))
        throw this.mismatch('Concat', xs[0], x);
    const shape = xs[0].shape.with(at, xs.map((x) => x.shape[at]).reduce(add));
    return xs.length === 1
      ? xs[0]
      : this.node('Concat', xs, { dataType: xs[0].dataType, shape }, { axis: BigInt(at) });
  }

  /** Elements start ≤ i < end of one axis; both may be symbolic. Without `end`, up to the last. */
  slice(x: Value, axis: number, start: Dimension, end?: Dimension): Value {
    const at = this.axis('Slice', x, axis);
    const stop = end ?? x.shape[at];
    const length = subtract(stop, start);
    const tooFar = subtract(x.shape[at], stop);
    if ([start, length, tooFar].some((n) => typeof n === 'number' && n < 0))
      throw new Error(
        `Slice in ${this.place}: ${start} to ${stop} is outside axis ${axis} of ${showShape(x.shape)}`,
      );
    if (length === x.shape[at]) return x;
    const bounds = [this.sizes([start]), this.sizes([stop]), this.constant([at], 'int64')];
    return this.node('Slice', [x, ...bounds], { dataType: x.dataType, shape: x.shape.with(at, length) });
  }

  /** Zeros in front of and behind one axis. */
  pad(x: Value, axis: number, before: Dimension, after: Dimension): Value {
    const at = this.axis('Pad', x, axis);
    const shape = x.shape.with(at, add(add(x.shape[at], before), after));
    if (shape[at] === x.shape[at]) return x;
    const inputs = [x, this.sizes([before, after]), undefined, this.constant([at], 'int64')];
    return this.node('Pad', inputs, { dataType: x.dataType, shape });
  }

  /** `x` repeated along axes of size 1, or along new leading ones, to exactly `dimensions`. */
  expand(x: Operand, dimensions: Shape): Value {
    const value = this.operand(x);
    if (sameShape(value.shape, dimensions)) return value;
    if (!sameShape(broadcast(value.shape, dimensions) ?? [], dimensions))
      throw new Error(
        `Expand in ${this.place}: ${showShape(value.shape)} does not broadcast to ${showShape(dimensions)}`,
      );
    return this.node('Expand', [value, this.sizes(dimensions)], {
      dataType: value.dataType,
      shape: dimensions,
    });
  }

  /** Rows of a table: axis `axis` of `x` is replaced by the shape of `ids` (int64, each ≥ 0 and below that axis's size). */
  gather(x: Value, ids: Value, axis = 0): Value {
    const at = this.axis('Gather', x, axis);
    this.requireType('Gather', ids, 'int64');
    const shape = [...x.shape.slice(0, at), ...ids.shape, ...x.shape.slice(at + 1)];
    return this.node('Gather', [x, ids], { dataType: x.dataType, shape }, { axis: BigInt(at) });
  }

  /** For each place of `ids` (int64) the element of `x` with that index along `axis`; the other axes agree. */
  gatherElements(x: Value, ids: Value, axis: number): Value {
    const at = this.axis('GatherElements', x, axis);
    this.requireType('GatherElements', ids, 'int64');
    if (!sameShape(ids.shape.with(at, 1), x.shape.with(at, 1))) throw this.mismatch('GatherElements', x, ids);
    return this.node(
      'GatherElements',
      [x, ids],
      { dataType: x.dataType, shape: ids.shape },
      { axis: BigInt(at) },
    );
  }

  /** `x` plus, for each place of `ids`, the element of `updates` added at that index along `axis`: gatherElements's transpose. */
  scatterElementsAdd(x: Value, ids: Value, updates: Value, axis: number): Value {
    const at = this.axis('ScatterElements', x, axis);
    if (!sameShape(ids.shape, updates.shape)) throw this.mismatch('ScatterElements', ids, updates);
    return this.node('ScatterElements', [x, ids, updates], x, { axis: BigInt(at), reduction: 'add' });
  }

  /**
   * A table of `shape` whose row i is the sum of the `rows` with id i; ids [..], rows [.., ...shape without its first axis].
   * By ScatterElements: ONNX Runtime's ScatterND adds equal ids from several threads at once without a lock, and loses some.
   */
  scatterAdd(shape: Shape, ids: Value, rows: Value): Value {
    if (!sameShape(rows.shape, [...ids.shape, ...shape.slice(1)]))
      throw this.mismatch('ScatterElements', ids, rows);
    const flat = [size(ids.shape), size(shape.slice(1))];
    const places = this.expand(this.reshape(ids, [flat[0], 1]), flat);
    const table = this.expand(0, [shape[0], flat[1]]);
    return this.reshape(this.scatterElementsAdd(table, places, this.reshape(rows, flat), 0), shape);
  }

  reduceSum = (x: Value, axes: readonly number[], keep = false): Value =>
    this.reduce('ReduceSum', x, axes, keep);
  reduceMean = (x: Value, axes: readonly number[], keep = false): Value =>
    this.reduce('ReduceMean', x, axes, keep);
  reduceMax = (x: Value, axes: readonly number[], keep = false): Value =>
    this.reduce('ReduceMax', x, axes, keep);
  logSumExp = (x: Value, axes: readonly number[], keep = false): Value =>
    this.reduce('ReduceLogSumExp', x, axes, keep);

  /** Index of the largest along `axis`, int64; that axis goes. */
  argMax(x: Value, axis: number): Value {
    const at = this.axis('ArgMax', x, axis);
    return this.node(
      'ArgMax',
      [x],
      { dataType: 'int64', shape: x.shape.toSpliced(at, 1) },
      { axis: BigInt(at), keepdims: 0n },
    );
  }

  softmax = (x: Value, axis = -1): Value =>
    this.node('Softmax', [x], x, { axis: BigInt(this.axis('Softmax', x, axis)) });
  logSoftmax = (x: Value, axis = -1): Value =>
    this.node('LogSoftmax', [x], x, { axis: BigInt(this.axis('LogSoftmax', x, axis)) });

  /** Over the last axis: mean 0 and variance 1, then times `scale` plus `bias` (both [width]). @see Ba et al. 2016 */
  layerNormalization(x: Value, scale: Value, bias: Value, epsilon = 1e-5): Value {
    const width = x.shape.slice(-1);
    if (!sameShape(scale.shape, width) || !sameShape(bias.shape, width))
      throw this.mismatch('LayerNormalization', x, scale);
    const statistics = { dataType: 'float32', shape: x.shape.with(-1, 1) } as const;
    // Mean and inverse deviation come out as well: the backward pass reads them.
    return this.nodeWithOutputs('LayerNormalization', [x, scale, bias], [x, statistics, statistics], {
      axis: -1n,
      epsilon,
    })[0];
  }

  /** `x` summed over the axes along which a tensor of `shape` was broadcast to it. Nothing where the shapes agree. */
  sumTo(x: Value, shape: Shape): Value {
    if (sameShape(x.shape, shape)) return x;
    const added = x.shape.length - shape.length;
    const axes = x.shape.flatMap((d, i) => (i < added || shape[i - added] !== d ? [i] : []));
    const width = size(shape);
    if (axes.length === added && typeof width === 'number' && x.dataType === 'float32') {
      // Whole rows are added up: a product with a column of ones is several times as fast as ReduceSum over leading axes.
      const rows = size(x.shape.slice(0, added));
      const columnSums = this.gemm(this.reshape(x, [rows, width]), this.expand(1, [rows, 1]), undefined, {
        transA: true,
      });
      return this.reshape(columnSums, shape);
    }
    return this.reshape(this.reduceSum(x, axes, true), shape);
  }

  /** A size as a float32 scalar, for instance to divide by. */
  number(dimension: Dimension): Value {
    if (typeof dimension === 'number') return this.constant(dimension);
    return this.reshape(this.cast(this.sizes([dimension]), 'float32'), []);
  }

  private elementwise(op: string, a: Operand, b: Operand, dataType?: DataType): Value {
    const [left, right] = [this.operand(a), this.operand(b)];
    if (left.dataType !== right.dataType)
      throw new Error(
        `${op} in ${this.place}: ${left.name} is ${left.dataType}, ${right.name} is ${right.dataType}`,
      );
    const shape = this.broadcastOrThrow(op, left.shape, right.shape);
    return this.node(op, [left, right], { dataType: dataType ?? left.dataType, shape });
  }

  private reduce(op: string, x: Value, axes: readonly number[], keep: boolean): Value {
    const at = axes.map((axis) => this.axis(op, x, axis)).sort((a, b) => a - b);
    const shape = x.shape.flatMap((d, i) => (at.includes(i) ? (keep ? [1] : []) : [d]));
    return this.node(
      op,
      [x, this.constant(at, 'int64')],
      { dataType: x.dataType, shape },
      { keepdims: keep ? 1n : 0n },
    );
  }

  /** Reshape's second input: 0 copies the size at the same place and −1 follows from the rest, which costs no nodes. */
  private reshapeTarget(from: Shape, to: Shape): Value {
    const copied = to.map((d, i) => (typeof d === 'string' && d === from[i] ? 0 : d));
    const open = copied.filter((d) => typeof d === 'string');
    return open.length > 1
      ? this.sizes(to)
      : this.constant(
          copied.map((d) => (typeof d === 'string' ? -1 : d)),
          'int64',
        );
  }

  private operand(x: Operand): Value {
    return typeof x === 'number' ? this.constant(x) : x;
  }

  private axis(op: string, x: Value, axis: number): number {
    const at = axis < 0 ? axis + x.shape.length : axis;
    if (at < 0 || at >= x.shape.length)
      throw new Error(`${op} in ${this.place}: ${x.name} is ${showShape(x.shape)} and has no axis ${axis}`);
    return at;
  }

  private broadcastOrThrow(op: string, a: Shape, b: Shape): Shape {
    const shape = broadcast(a, b);
    if (!shape)
      throw new Error(`${op} in ${this.place}: ${showShape(a)} and ${showShape(b)} do not broadcast`);
    return shape;
  }

  private requireType(op: string, x: Value, dataType: DataType): void {
    if (x.dataType !== dataType)
      throw new Error(`${op} in ${this.place}: ${x.name} is ${x.dataType}, expected ${dataType}`);
  }

  private mismatch(op: string, a: Value, b: Value): Error {
    return new Error(
      `${op} in ${this.place}: ${a.name} is ${showShape(a.shape)} and ${b.name} is ${showShape(b.shape)}, which do not go together`,
    );
  }
}
