import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import { normal } from '../../onnx/initializers';
import type { NetworkConfig } from '../modelConfig';
import { denseNames, sparseBuckets, sparseWidth } from './pairFeatures';
import { amongRivals } from './rivals';

/**
 * The relation head: what the encoder says of the two concepts, pooled over all words that name them, beside the features of the pair;
 * then each pair again beside its rivals.
 * The inputs are those of `batchPairs`.
 * @param states [tokens, width]
 * @returns scores before the sigmoid, [pairs, relationTypes]
 * @see Zhou et al. 2021, "Document-level relation extraction with adaptive thresholding and localized context pooling", for pooling a
 * concept's mentions by log-sum-exp
 */
export function relationHead(
  g: GraphBuilder,
  states: Value,
  { relation }: NetworkConfig,
  relationTypes: number,
  dropout: number,
): Value {
  const { width, hashed } = relation;
  const conceptWords = g.input('conceptWords', 'int64', ['concepts', 'slots']);
  const conceptMask = g.input('conceptMask', 'float32', ['concepts', 'slots']);
  const subject = g.input('subject', 'int64', ['pairs']);
  const object = g.input('object', 'int64', ['pairs']);
  const dense = g.input('pairFeatures', 'float32', ['pairs', denseNames.length]);
  const sparse = g.input('pairWords', 'int64', ['pairs', sparseWidth]);

  return g.scope('relation', () => {
    const words = g.gather(linear(g, 'project', states, width), conceptWords);
    const hidden = g.mul(g.sub(g.reshape(conceptMask, ['concepts', 'slots', 1]), 1), 1e4);
    const concepts = g.logSumExp(g.add(words, hidden), [1]);
    const ends = g.concat([g.gather(concepts, subject), g.gather(concepts, object)], 1);

    const bag = g.reduceSum(
      g.gather(g.parameter('words', [sparseBuckets, hashed], normal(0.02)), sparse),
      [1],
    );
    const facts = g.relu(linear(g, 'facts', dense, width));
    const all = g.dropout(g.concat([ends, facts, bag], 1), dropout);
    const scores = linear(
      g,
      'score',
      g.dropout(g.relu(linear(g, 'mix', all, width)), dropout),
      relationTypes,
    );
    return amongRivals(g, scores, subject, object, 'concepts');
  });
}
