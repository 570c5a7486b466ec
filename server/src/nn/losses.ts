import type { GraphBuilder, Value } from '../onnx/builder';

/**
 * Mean of −log softmax(logits)[target] over the rows, weighted; 0 where all weights are 0.
 * @param logits [rows, classes]
 * @param targets int64 [rows]; rows of weight 0 still need a class that exists
 * @param weights float32 [rows]
 */
export function crossEntropy(g: GraphBuilder, logits: Value, targets: Value, weights: Value): Value {
  const [rows] = logits.shape;
  const picked = g.gatherElements(g.logSoftmax(logits), g.reshape(targets, [rows, 1]), 1);
  return weightedMean(g, g.neg(g.reshape(picked, [rows])), weights);
}

/**
 * Mean of −log P(target) where P(1) = sigmoid(logit), weighted; 0 where all weights are 0.
 * @param logits any shape; `targets` (float32, 0 … 1) and `weights` have the same
 */
export const binaryCrossEntropy = (g: GraphBuilder, logits: Value, targets: Value, weights: Value): Value =>
  weightedMean(g, g.sub(g.softplus(logits), g.mul(logits, targets)), weights);

function weightedMean(g: GraphBuilder, losses: Value, weights: Value): Value {
  const axes = [...losses.shape.keys()];
  const total = g.reduceSum(weights, axes);
  return g.div(g.reduceSum(g.mul(losses, weights), axes), g.where(g.greater(total, 0), total, 1));
}
