import { type BuiltGraph, GraphBuilder } from '../onnx/builder';
import type { InputBlock } from './encoder/inputBlock';
import { encoder, noDropout } from './encoder/network';
import type { NetworkConfig } from './modelConfig';
import type { BioesLabels } from './ner/bioes';
import { entityHead } from './ner/head';
import { relationHead } from './relation/head';

/** Everything that fixes the shapes of a network's weights. */
export interface Architecture {
  readonly network: NetworkConfig;
  readonly input: InputBlock;
  readonly labels: BioesLabels;
  readonly relationTypes: number;
}

/**
 * From words to states and entity labels.
 * Outputs: `states` [tokens, width]; `labels` [tokens, labels], log-probabilities.
 */
export function entityGraph({ network, input, labels }: Architecture): BuiltGraph {
  const g = new GraphBuilder('entities');
  const states = encoder(g, input, network.encoder, noDropout);
  g.output('states', states);
  g.output('labels', g.logSoftmax(entityHead(g, states, labels), 1));
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
