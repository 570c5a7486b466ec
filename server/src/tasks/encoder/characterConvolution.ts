import type { GraphBuilder, Value } from '../../onnx/builder';
import { glorotUniform, normal, zeros } from '../../onnx/initializers';
import type { WordInputConfig } from '../modelConfig';
import { characterCount, charactersPerWord } from '../words/characters';

/**
 * Convolution over the characters, then the strongest answer of each channel.
 * @returns [distinct, characterChannels]
 * @see Chiu & Nichols 2016, "Named entity recognition with bidirectional LSTM-CNNs", section 2.3
 */
export function characterConvolution(
  g: GraphBuilder,
  config: Pick<WordInputConfig, 'character' | 'characterChannels'>,
  ids: Value,
): Value {
  const { characterChannels } = config;
  const character = config.character!;
  const rows = g.gather(g.parameter('characters', [characterCount, character], normal(0.3)), ids);
  const near = [0, 1, 2].map((shift) => g.slice(rows, 1, shift, charactersPerWord - 2 + shift));
  const windows = charactersPerWord - 2;
  const answers = g.gemm(
    g.reshape(g.concat(near, 2), [`${windows}*distinct`, 3 * character]),
    g.parameter('characterWeight', [3 * character, characterChannels], glorotUniform),
    g.parameter('characterBias', [characterChannels], zeros),
  );
  return g.gelu(g.reduceMax(g.reshape(answers, ['distinct', windows, characterChannels]), [1]));
}
