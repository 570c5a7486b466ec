import type { GraphBuilder, Value } from '../onnx/builder';

/**
 * Mean of −log softmax(logits)[target] over the rows, weighted; 0 where all weights are 0.
 * @param logits [rows, classes]
 * @param targets int64 [rows]; rows of weight 0 still need a class that exists
 * @param weights float32 [rows]
 */
export const crossEntropy = (g: GraphBuilder, logits: Value, targets: Value, weights: Value): Value =>
  weightedMean(g, crossEntropies(g, logits, targets), weights);

/** −log softmax(logits)[target] of each row, [rows]. @param logits [rows, classes] @param targets int64 [rows] */
export function crossEntropies(g: GraphBuilder, logits: Value, targets: Value): Value {
  const [rows] = logits.shape;
  const picked = g.gatherElements(g.logSoftmax(logits), g.reshape(targets, [rows, 1]), 1);
  return g.neg(g.reshape(picked, [rows]));
}

/**
 * −Σ p log softmax(logits) of each row, [rows], for classes that are known with probabilities p; a row of zeros has no loss.
 * @param logits [rows, classes]
 * @param probabilities float32 [rows, classes]
 */
export const softCrossEntropies = (g: GraphBuilder, logits: Value, probabilities: Value): Value =>
  g.neg(g.reduceSum(g.mul(probabilities, g.logSoftmax(logits)), [1]));

/**
 * Mean of −log P(target) where P(1) = sigmoid(logit), weighted; 0 where all weights are 0.
 * @param logits any shape; `targets` (float32, 0 … 1) and `weights` have the same
 */
export const binaryCrossEntropy = (g: GraphBuilder, logits: Value, targets: Value, weights: Value): Value =>
  weightedMean(g, g.sub(g.softplus(logits), g.mul(logits, targets)), weights);

/** Of losses of any shape; 0 where all weights are 0. */
export function weightedMean(g: GraphBuilder, losses: Value, weights: Value): Value {
  const axes = [...losses.shape.keys()];
  const total = g.reduceSum(weights, axes);
  return g.div(g.reduceSum(g.mul(losses, weights), axes), g.where(g.greater(total, 0), total, 1));
}
