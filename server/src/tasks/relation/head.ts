import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import { normal } from '../../onnx/initializers';
import type { RelationHeadConfig } from '../modelConfig';
import { rateWidth } from './conceptRates';
import { denseNames, sparseBuckets, sparseWidth } from './pairFeatures';
import { amongRivals } from './rivals';

/** Shares of numbers that are hidden in training: of states, of a pair's hashed words, of hidden layers. */
export interface RelationDropout {
  readonly states: number;
  readonly hashed: number;
  readonly hidden: number;
}

/**
 * The relation head: what the encoder says of the two concepts, pooled over all words that name them, beside the features of the pair and what is
 * known of its concepts; then each pair again beside its rivals. Several members judge each pair by weights of their own.
 * The inputs are those of `batchPairs`, and `states` [tokens, stateWidth].
 * @returns for each member scores before the sigmoid, [pairs, relationTypes]
 * @see Zhou et al. 2021, "Document-level relation extraction with adaptive thresholding and localized context pooling", for pooling a
 * concept's mentions by log-sum-exp
 */
export function relationHead(
  g: GraphBuilder,
  stateWidth: number,
  config: RelationHeadConfig,
  relationTypes: number,
  dropout: RelationDropout = { states: 0, hashed: 0, hidden: 0 },
): Value[] {
  const inputs: PairInputs = {
    states: g.input('states', 'float32', ['tokens', stateWidth]),
    conceptWords: g.input('conceptWords', 'int64', ['concepts', 'slots']),
    conceptMask: g.input('conceptMask', 'float32', ['concepts', 'slots']),
    subject: g.input('subject', 'int64', ['pairs']),
    object: g.input('object', 'int64', ['pairs']),
    dense: g.input('pairFeatures', 'float32', ['pairs', denseNames.length]),
    sparse: g.input('pairWords', 'int64', ['pairs', sparseWidth]),
    rates: g.input('pairRates', 'float32', ['pairs', rateWidth]),
  };
  return Array.from({ length: config.members }, (_, member) =>
    g.scope(`relation.member${member}`, () => judge(g, inputs, config, relationTypes, dropout)),
  );
}

interface PairInputs {
  readonly states: Value;
  readonly conceptWords: Value;
  readonly conceptMask: Value;
  readonly subject: Value;
  readonly object: Value;
  readonly dense: Value;
  readonly sparse: Value;
  readonly rates: Value;
}

function judge(
  g: GraphBuilder,
  { states, conceptWords, conceptMask, subject, object, dense, sparse, rates }: PairInputs,
  { width, hashed }: RelationHeadConfig,
  relationTypes: number,
  dropout: RelationDropout,
): Value {
  const words = g.gather(linear(g, 'project', g.dropout(states, dropout.states), width), conceptWords);
  const hidden = g.mul(g.sub(g.reshape(conceptMask, ['concepts', 'slots', 1]), 1), 1e4);
  const concepts = g.logSumExp(g.add(words, hidden), [1]);
  const [from, to] = [g.gather(concepts, subject), g.gather(concepts, object)];

  const rows = g.gather(g.parameter('words', [sparseBuckets, hashed], normal(0.02)), sparse);
  const bag = g.reduceSum(g.dropout(rows, dropout.hashed), [1]);
  const known = g.dropout(rates, dropout.states);
  const facts = g.relu(linear(g, 'facts', g.concat([dense, known], 1), width));
  const all = g.dropout(g.concat([from, to, g.mul(from, to), facts, bag], 1), dropout.hidden);
  const mixed = g.dropout(g.relu(linear(g, 'mix', all, width)), dropout.hidden);
  return amongRivals(g, linear(g, 'score', mixed, relationTypes), subject, object, 'concepts');
}
