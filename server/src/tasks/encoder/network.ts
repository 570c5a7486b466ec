import { selfAttention } from '../../nn/attention';
import { gatedConvolution } from '../../nn/convolution';
import { layerNorm } from '../../nn/layerNorm';
import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import type { EncoderConfig } from '../modelConfig';
import type { InputBlock, InputDropout } from './inputBlock';

/** What the network does without dropout: everywhere but in training. */
export const noDropout: InputDropout = { input: 0, word: 0, affix: 0, dictionary: 0, hidden: 0 };

/**
 * From words to states: the part of the network that all tasks share. Its inputs are those of `batchSequences`.
 * @returns one state a word, [sequences*words, width]
 */
export function encoder(
  g: GraphBuilder,
  input: InputBlock,
  config: EncoderConfig,
  dropout: InputDropout,
): Value {
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  const features = input.write(g, dropout);
  if (isBare(config, features)) return g.reshape(features, ['sequences*words', config.width]);
  return g.scope('encoder', () => blocks(g, config, features, mask, dropout.hidden));
}

/** Whether the input block's features are the states already, as those of a transformer are. */
const isBare = ({ dilations, attentionBlocks, width }: EncoderConfig, features: Value): boolean =>
  dilations.length === 0 && attentionBlocks === 0 && features.shape[2] === width;

/** Gated convolutions see the neighbourhood, attention the whole sequence; each adds to what came before. */
function blocks(
  g: GraphBuilder,
  { width, dilations, attentionBlocks, heads }: EncoderConfig,
  features: Value,
  mask: Value,
  dropout: number,
): Value {
  let x = layerNorm(g, 'norm', linear(g, 'project', features, width));
  dilations.forEach((dilation, i) => {
    x = g.scope(`convolution${i}`, () => gatedConvolution(g, x, { mask, dilation, dropout }));
  });
  for (let i = 0; i < attentionBlocks; i++) {
    x = g.scope(`attention${i}`, () =>
      g.add(x, g.dropout(selfAttention(g, layerNorm(g, 'norm', x), { mask, heads }), dropout)),
    );
  }
  return g.reshape(layerNorm(g, 'finalNorm', x), ['sequences*words', width]);
}
