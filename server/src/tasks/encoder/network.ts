import { selfAttention } from '../../nn/attention';
import { gatedConvolution } from '../../nn/convolution';
import { layerNorm } from '../../nn/layerNorm';
import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import type { EncoderConfig, InputBlockConfig, NetworkConfig } from '../modelConfig';
import { type InputDropout, type VocabularySizes, wordFeatureInput } from './wordFeatureInput';

export interface EncoderDropout extends InputDropout {
  /** Inside the blocks of the encoder. */
  readonly hidden: number;
}

/** What the network does without dropout: everywhere but in training. */
export const noDropout: EncoderDropout = { input: 0, word: 0, affix: 0, hidden: 0 };

/**
 * What is known of each word before its neighbours are looked at: [sequences, words, features]. A block declares its own inputs;
 * whoever makes its feeds gives them the same names.
 */
type InputBlock = (
  g: GraphBuilder,
  config: InputBlockConfig,
  sizes: VocabularySizes,
  dropout: InputDropout,
) => Value;

/** By the `kind` that a model's config names. */
const inputBlocks: Record<InputBlockConfig['kind'], InputBlock> = { wordFeatures: wordFeatureInput };

/**
 * From words to states: the part of the network that all tasks share. Its inputs are those of `batchSequences`.
 * @returns one state a word, [sequences*words, width]
 */
export function encoder(
  g: GraphBuilder,
  { input, encoder }: NetworkConfig,
  sizes: VocabularySizes,
  dropout: EncoderDropout,
): Value {
  const mask = g.input('mask', 'float32', ['sequences', 'words']);
  const features = inputBlocks[input.kind](g, input, sizes, dropout);
  return g.scope('encoder', () => blocks(g, encoder, features, mask, dropout.hidden));
}

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
