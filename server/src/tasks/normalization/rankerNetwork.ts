import { linear } from '../../nn/linear';
import { type BuiltGraph, GraphBuilder, type Value } from '../../onnx/builder';
import { featureNames } from './features';

const wide = 64;
const narrow = 32;

/**
 * The ranker: a small network that looks at one choice at a time.
 * @param type names the parameters: each entity type has a network of its own
 * @param features [rows, featureNames]
 * @returns scores [rows]; their softmax over the choices of a question are probabilities
 */
export function rankerNetwork(g: GraphBuilder, type: string, features: Value, dropout: number): Value {
  return g.scope(`ranker ${type}`, () => {
    const first = g.dropout(g.gelu(linear(g, 'first', features, wide)), dropout);
    const second = g.dropout(g.gelu(linear(g, 'second', first, narrow)), dropout);
    return g.reshape(linear(g, 'score', second, 1), features.shape.slice(0, -1));
  });
}

/** The graph of a model folder. Input `features` float32 [choices, features]; an output [choices] a type, of the type's name. */
export function rankerGraph(types: readonly string[]): BuiltGraph {
  const g = new GraphBuilder('ranker');
  const features = g.input('features', 'float32', ['choices', featureNames.length]);
  for (const type of types) g.output(type, rankerNetwork(g, type, features, 0));
  return g.build();
}
