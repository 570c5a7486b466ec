import type { GraphBuilder, Value } from '../../onnx/builder';
import { rateWidth } from './conceptRates';
import { denseNames, sparseWidth } from './pairFeatures';

/** What a graph that judges pairs is fed with: the tensors of `batchPairs`, by their names there. */
export interface PairInputs {
  /** int64 [concepts, slots]: tokens of the words that name a concept; `conceptMask` is 0 where there are no more. */
  readonly conceptWords: Value;
  readonly conceptMask: Value;
  /** int64 [pairs]: numbers of concepts. */
  readonly subject: Value;
  readonly object: Value;
  /** [pairs, denseNames.length] */
  readonly dense: Value;
  /** int64 [pairs, sparseWidth]: bucket ids; 0 stands for none. */
  readonly sparse: Value;
  /** [pairs, rateWidth] */
  readonly rates: Value;
}

export const pairInputs = (g: GraphBuilder): PairInputs => ({
  conceptWords: g.input('conceptWords', 'int64', ['concepts', 'slots']),
  conceptMask: g.input('conceptMask', 'float32', ['concepts', 'slots']),
  subject: g.input('subject', 'int64', ['pairs']),
  object: g.input('object', 'int64', ['pairs']),
  dense: g.input('pairFeatures', 'float32', ['pairs', denseNames.length]),
  sparse: g.input('pairWords', 'int64', ['pairs', sparseWidth]),
  rates: g.input('pairRates', 'float32', ['pairs', rateWidth]),
});
