import { type BuiltGraph, GraphBuilder, type Value } from '../onnx/builder';
import { ones, zeros } from '../onnx/initializers';
import type { InputBlock } from './encoder/inputBlock';
import { encoder, noDropout } from './encoder/network';
import type { NetworkConfig } from './modelConfig';
import type { Guideline } from './ner/guideline';
import { entityHeads } from './ner/head';
import { firstLook } from './relation/firstLook';
import { relationHead } from './relation/head';
import { pairInputs } from './relation/pairInputs';

/** Everything that fixes the shapes of a network's weights. */
export interface Architecture {
  readonly network: NetworkConfig;
  readonly input: InputBlock;
  readonly guidelines: readonly Guideline[];
}

/**
 * From words to states and entity labels.
 * Outputs: `states` [tokens, width]; `labels` [tokens, labels of all guidelines], log-probabilities within each guideline.
 */
export function entityGraph({ network, input, guidelines }: Architecture): BuiltGraph {
  const g = new GraphBuilder('entities');
  const states = encoder(g, input, network.encoder, noDropout);
  g.output('states', states);
  const labels = entityHeads(g, states, guidelines).map((scores) => g.logSoftmax(scores, 1));
  g.output('labels', g.concat(labels, 1));
  return g.build();
}

/**
 * What simply adding up says of pairs.
 * Output: `scores` [pairs, relationTypes], before the sigmoid.
 */
export function firstLookGraph(relationTypes: number): BuiltGraph {
  const g = new GraphBuilder('first look');
  g.output('scores', firstLook(g, pairInputs(g), relationTypes));
  return g.build();
}

/** Names of the two numbers a relation type by which the scores of its pairs become probabilities. */
export const relationCalibration = {
  slope: 'relation.calibration.slope',
  offset: 'relation.calibration.offset',
};

/**
 * From states and concepts to relations.
 * Output: `relations` [pairs, relationTypes], probabilities.
 */
export function relationGraph(
  { encoder, relation }: Pick<NetworkConfig, 'encoder' | 'relation'>,
  relationTypes: number,
): BuiltGraph {
  const g = new GraphBuilder('relations');
  const states = g.input('states', 'float32', ['tokens', encoder.width]);
  const inputs = pairInputs(g);
  const first = firstLook(g, inputs, relationTypes);
  const scores = mean(g, relationHead(g, states, inputs, first, relation));
  const slope = g.parameter(relationCalibration.slope, [relationTypes], ones);
  const offset = g.parameter(relationCalibration.offset, [relationTypes], zeros);
  g.output('relations', g.sigmoid(g.add(g.mul(scores, slope), offset)));
  return g.build();
}

const mean = (g: GraphBuilder, values: readonly Value[]): Value =>
  g.div(
    values.reduce((sum, value) => g.add(sum, value)),
    values.length,
  );
