import { embedding } from '../../nn/embedding';
import { type BuiltGraph, GraphBuilder, type Value } from '../../onnx/builder';
import { normal } from '../../onnx/initializers';

export interface NameEncoderSize {
  /** Places that words and n-grams are hashed to. */
  readonly buckets: number;
  /** Numbers in a vector. */
  readonly width: number;
}

/**
 * A name's vector: the sum of what its words and n-grams say, of length 1.
 * @param places int64 [names, slots], 0 where there is none
 * @returns [names, width]
 */
export function encodeNames(g: GraphBuilder, places: Value, { buckets, width }: NameEncoderSize): Value {
  return g.scope('names', () => {
    const present = g.cast(g.not(g.equal(places, g.constant(0, 'int64'))), 'float32');
    const rows = embedding(g, 'rows', places, { count: buckets, width, initial: normal(0.1) });
    const sum = g.reduceSum(g.mul(rows, g.reshape(present, [...places.shape, 1])), [1]);
    const length = g.sqrt(g.add(g.reduceSum(g.mul(sum, sum), [1], true), 1e-6));
    return g.div(sum, length);
  });
}

/** The graph of a model folder. Input `places` int64 [names, slots], output `vectors` [names, width]. */
export function nameEncoderGraph(size: NameEncoderSize): BuiltGraph {
  const g = new GraphBuilder('names');
  g.output('vectors', encodeNames(g, g.input('places', 'int64', ['names', 'slots']), size));
  return g.build();
}
