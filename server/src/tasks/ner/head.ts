import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import type { BioesLabels } from './bioes';

/**
 * The entity head: one linear layer over the encoder's states.
 * @param states [tokens, width]
 * @returns scores before the softmax, [tokens, labels]
 */
export const entityHead = (g: GraphBuilder, states: Value, labels: BioesLabels): Value =>
  linear(g, 'entities', states, labels.size);
