import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import type { Guideline } from './guideline';

/**
 * The entity heads: one linear layer a guideline over the encoder's states. The first one's parameters have the name that they have in a
 * model of one guideline, so that such a model can go on learning beside others.
 * @param states [tokens, width]
 * @returns for each guideline scores before the softmax, [tokens, labels]
 */
export const entityHeads = (g: GraphBuilder, states: Value, guidelines: readonly Guideline[]): Value[] =>
  guidelines.map((guideline, index) => linear(g, headName(guideline, index), states, guideline.labels.size));

/** What the parameters of a guideline's head begin with. @param index among the model's guidelines */
export const headName = ({ name }: { readonly name: string }, index: number): string =>
  index === 0 ? 'entities' : `guideline.${name}`;
