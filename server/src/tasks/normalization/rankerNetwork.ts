import { linear } from '../../nn/linear';
import { type BuiltGraph, GraphBuilder, type Value } from '../../onnx/builder';
import { featureNames } from './features';

const wide = 64;
const narrow = 32;
/** Networks of one type, each begun from other numbers: their mean errs less than any of them. */
export const members = 5;

/**
 * One network of the ranker: it looks at one choice at a time.
 * @param type names the parameters, with `member`: each type of concept has networks of its own
 * @param features [rows, featureNames]
 * @returns scores [rows]; their softmax over the choices of a question are probabilities
 */
export function rankerNetwork(
  g: GraphBuilder,
  type: string,
  member: number,
  features: Value,
  dropout: number,
): Value {
  return g.scope(`ranker ${type} ${member}`, () => {
    const first = g.dropout(g.gelu(linear(g, 'first', features, wide)), dropout);
    const second = g.dropout(g.gelu(linear(g, 'second', first, narrow)), dropout);
    return g.reshape(linear(g, 'score', second, 1), features.shape.slice(0, -1));
  });
}

/** The graph of a model folder. Input `features` float32 [choices, features]; an output [choices] a type, of the type's name: the sum of its networks' scores. */
export function rankerGraph(types: readonly string[]): BuiltGraph {
  const g = new GraphBuilder('ranker');
  const features = g.input('features', 'float32', ['choices', featureNames.length]);
  for (const type of types) {
    const scores = Array.from({ length: members }, (_, member) =>
      rankerNetwork(g, type, member, features, 0),
    );
    g.output(
      type,
      scores.slice(1).reduce((sum, each) => g.add(sum, each), scores[0]),
    );
  }
  return g.build();
}
