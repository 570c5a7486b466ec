import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import { zeros } from '../../onnx/initializers';
import { sparseBuckets } from './featureRow';
import type { PairInputs } from './pairInputs';

/**
 * What hashed words, named features and rates say of a pair if each is simply added up: a logistic regression. A pair's hashed words count as a vector
 * of length 1, however many there are.
 *
 * It is learned by itself, before the heads that see its scores; of a training document they see the score of a first look that did not learn from
 * it, as they will of a new text.
 * @returns scores before the sigmoid, [pairs, relationTypes]
 */
export function firstLook(
  g: GraphBuilder,
  { dense, sparse, rates }: Pick<PairInputs, 'dense' | 'sparse' | 'rates'>,
  relationTypes: number,
): Value {
  const facts = g.concat([dense, rates], 1);
  return g.scope('relation.first', () => {
    // Its row of "none" stays 0.
    const words = g.parameter('words', [sparseBuckets, relationTypes], zeros);
    const count = g.reduceSum(g.cast(g.greater(sparse, g.constant(0, 'int64')), 'float32'), [1], true);
    const length = g.sqrt(g.add(g.relu(g.sub(count, 1)), 1));
    const said = g.div(g.reduceSum(g.gather(words, sparse), [1]), length);
    return g.add(said, linear(g, 'facts', facts, relationTypes, { initial: zeros }));
  });
}
