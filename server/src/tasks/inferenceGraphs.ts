import { type BuiltGraph, GraphBuilder } from '../onnx/builder';
import type { InputBlock } from './encoder/inputBlock';
import { encoder, noDropout } from './encoder/network';
import type { NetworkConfig } from './modelConfig';
import type { Guideline } from './ner/guideline';
import { entityHeads } from './ner/head';
import { relationHead } from './relation/head';

/** Everything that fixes the shapes of a network's weights. */
export interface Architecture {
  readonly network: NetworkConfig;
  readonly input: InputBlock;
  /** The first is the one that is read by where nothing else is asked for. */
  readonly guidelines: readonly Guideline[];
  readonly relationTypes: number;
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
 * From states and concepts to relations.
 * Output: `relations` [pairs, relationTypes], probabilities.
 */
export function relationGraph({ network, relationTypes }: Architecture): BuiltGraph {
  const g = new GraphBuilder('relations');
  const states = g.input('states', 'float32', ['tokens', network.encoder.width]);
  g.output('relations', g.sigmoid(relationHead(g, states, network, relationTypes, 0)));
  return g.build();
}
