import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import type { RelationHeadConfig } from '../modelConfig';
import type { PairInputs } from './pairInputs';
import { amongRivals, besideRivals } from './rivals';

/** Shares of numbers that are hidden in training: of states and rates, of hidden layers. */
export interface RelationDropout {
  readonly states: number;
  readonly hidden: number;
}

/**
 * The relation head: what the encoder says of the two concepts, pooled over all words that name them, beside the features of the pair, what is
 * known of its concepts, and what the first look says of the pair and its rivals; then each pair again beside its rivals. Several members judge
 * each pair by weights of their own.
 * @param states [tokens, stateWidth]
 * @param first scores of the first look, [pairs, relationTypes]
 * @returns for each member scores before the sigmoid, [pairs, relationTypes]
 * @see Zhou et al. 2021, "Document-level relation extraction with adaptive thresholding and localized context pooling", for pooling a
 * concept's mentions by log-sum-exp
 */
export function relationHead(
  g: GraphBuilder,
  states: Value,
  inputs: PairInputs,
  first: Value,
  config: RelationHeadConfig,
  dropout: RelationDropout = { states: 0, hidden: 0 },
): Value[] {
  const seen = besideRivals(g, first, { ...inputs, concepts: 'concepts' });
  return Array.from({ length: config.members }, (_, member) =>
    g.scope(`relation.member${member}`, () =>
      judge(g, states, inputs, { first: seen, relationTypes: first.shape[1] as number }, config, dropout),
    ),
  );
}

function judge(
  g: GraphBuilder,
  states: Value,
  { conceptWords, conceptMask, subject, object, dense, rates }: PairInputs,
  { first, relationTypes }: { readonly first: Value; readonly relationTypes: number },
  { width }: RelationHeadConfig,
  dropout: RelationDropout,
): Value {
  const words = g.gather(linear(g, 'project', g.dropout(states, dropout.states), width), conceptWords);
  const hidden = g.mul(g.sub(g.reshape(conceptMask, ['concepts', 'slots', 1]), 1), 1e4);
  const concepts = g.logSumExp(g.add(words, hidden), [1]);
  const [from, to] = [g.gather(concepts, subject), g.gather(concepts, object)];

  const known = g.concat([dense, g.dropout(rates, dropout.states)], 1);
  // Named as one of the rivals: it weighs all relation types together, and begins anew where there are others.
  const looked = linear(g, 'rivals.first', first, width);
  const facts = g.relu(g.add(linear(g, 'facts', known, width), looked));
  const all = g.dropout(g.concat([from, to, g.mul(from, to), facts], 1), dropout.hidden);
  const mixed = g.dropout(g.relu(linear(g, 'mix', all, width)), dropout.hidden);
  return amongRivals(g, linear(g, 'score', mixed, relationTypes), { subject, object, concepts: 'concepts' });
}
