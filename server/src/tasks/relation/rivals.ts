import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import { zeros } from '../../onnx/initializers';
import type { Dimension } from '../../onnx/ir';
import { size } from '../../onnx/shapes';

/** Stands for "no such pair", and for every score below it. */
const none = -4;

/** Where the pairs of a batch lie. */
export interface PairGrid {
  /** int64 [pairs], numbers of concepts; concepts of different documents or schemas have different numbers. */
  readonly subject: Value;
  readonly object: Value;
  /** How many concepts there are: a number, or the name of an axis. */
  readonly concepts: Dimension;
}

/**
 * Each pair's score beside those of its rivals: a text that blames one chemical for a disease seldom blames the others it names. The score, the best other
 * score of its subject, of its object, the best of its whole document, and how many relations the others of its row and column seem to hold.
 *
 * The pairs of a document lie in a grid of subjects and objects. Two pairs of exactly equal score are not each other's rivals.
 * @param scores before the sigmoid, [pairs, types]
 * @returns [pairs, 6 · types]
 */
export function besideRivals(g: GraphBuilder, scores: Value, { subject, object, concepts }: PairGrid): Value {
  const [pairs, types] = scores.shape;
  const cells = size([concepts, concepts]);
  const cell = g.add(g.mul(subject, g.cast(g.number(concepts), 'int64')), object);
  const laidOut = (rows: Value) =>
    g.reshape(g.scatterAdd([cells, types], cell, rows), [concepts, concepts, types]);
  const cellsOfPairs = (grid: Value) =>
    g.gather(g.reshape(g.expand(grid, [concepts, concepts, types]), [cells, types]), cell);

  const taken = g.greater(laidOut(g.expand(1, [pairs, types])), 0);
  const grid = g.where(taken, laidOut(scores), -1e4);
  const likely = laidOut(g.sigmoid(scores));

  /** The best other score along an axis. */
  const rival = (axis: number) => {
    const best = g.reduceMax(grid, [axis], true);
    const isBest = g.not(g.less(grid, best));
    const second = g.reduceMax(g.where(isBest, -1e4, grid), [axis], true);
    return atLeast(g, none, cellsOfPairs(g.where(isBest, second, best)));
  };
  const others = (axis: number) => g.sub(cellsOfPairs(g.reduceSum(likely, [axis], true)), g.sigmoid(scores));
  const bestOfSubject = g.expand(g.reduceMax(grid, [1], true), [concepts, concepts, types]);
  const bestOfAll = atLeast(
    g,
    none,
    cellsOfPairs(g.reduceMax(g.where(taken, bestOfSubject, -1e4), [0], true)),
  );
  return g.concat([scores, rival(1), rival(0), bestOfAll, others(1), others(0)], 1);
}

/**
 * Judges each pair again beside its rivals. The second look starts as no change.
 * @param scores before the sigmoid, [pairs, types]
 * @returns scores before the sigmoid, [pairs, types]
 */
export function amongRivals(g: GraphBuilder, scores: Value, grid: PairGrid): Value {
  const types = scores.shape[1] as number;
  return g.scope('rivals', () => {
    const look = g.tanh(linear(g, 'look', g.mul(besideRivals(g, scores, grid), 0.5), 16));
    return g.add(scores, linear(g, 'change', look, types, { initial: zeros }));
  });
}

const atLeast = (g: GraphBuilder, least: number, x: Value): Value => g.add(g.relu(g.sub(x, least)), least);
