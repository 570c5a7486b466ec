import { crossEntropy } from '../../nn/losses';
import { type BuiltGraph, GraphBuilder } from '../../onnx/builder';
import { featureNames } from '../../tasks/normalization/features';
import { rankerNetwork } from '../../tasks/normalization/rankerNetwork';

/**
 * One network of the ranker with its loss: −log softmax over a question's choices at the right one.
 * Inputs: `features` [questions, choices, features], `mask` [questions, choices] (1 for a choice, 0 for padding), `targets` int64 and
 * `weights` [questions]. Outputs: `loss`, `scores` [questions, choices].
 */
export function rankerTrainingGraph(type: string, member: number, dropout: number): BuiltGraph {
  const g = new GraphBuilder('ranker training', { training: true });
  const shape = ['questions', 'choices'];
  const features = g.input('features', 'float32', [...shape, featureNames.length]);
  const mask = g.input('mask', 'float32', shape);
  const targets = g.input('targets', 'int64', ['questions']);
  const weights = g.input('weights', 'float32', ['questions']);
  const scores = g.add(rankerNetwork(g, type, member, features, dropout), g.mul(g.sub(mask, 1), 1e4));
  g.output('loss', crossEntropy(g, scores, targets, weights));
  g.output('scores', scores);
  return g.build();
}
