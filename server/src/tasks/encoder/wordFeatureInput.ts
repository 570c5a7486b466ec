import type { GraphBuilder, Value } from '../../onnx/builder';
import { glorotUniform, normal, uniform, zeros } from '../../onnx/initializers';
import type { InputBlockConfig } from '../modelConfig';
import { affixesPerWord } from '../words/affixes';
import { characterCount, charactersPerWord } from '../words/characters';
import { shapeCount } from '../words/shape';
import { subwordsPerWord } from '../words/subwords';

/** Shares of what is hidden from the network while it trains; without effect elsewhere. */
export interface InputDropout {
  /** Of single features. */
  readonly input: number;
  /** Of words whose vector, and whose affixes, are hidden as a whole: the rest must do, as it must for unknown words. */
  readonly word: number;
  readonly affix: number;
}

/** Rows of the tables that the vocabulary files of a model decide. */
export interface VocabularySizes {
  readonly vectors: number;
  readonly subwords: number;
}

/**
 * The `wordFeatures` input block: what is known of a word by its form alone, side by side. Features of the distinct words are
 * computed once and then copied to their positions; the inputs are those of `batchSequences`.
 * @returns [sequences, words, features]
 */
export function wordFeatureInput(
  g: GraphBuilder,
  config: InputBlockConfig,
  sizes: VocabularySizes,
  dropout: InputDropout,
): Value {
  const ids = {
    position: g.input('position', 'int64', ['sequences', 'words']),
    shape: g.input('shape', 'int64', ['sequences', 'words']),
    vector: g.input('vector', 'int64', ['distinct']),
    affixes: g.input('affixes', 'int64', ['distinct', affixesPerWord]),
    characters: g.input('characters', 'int64', ['distinct', charactersPerWord]),
    subwords: g.input('subwords', 'int64', ['distinct', subwordsPerWord]),
  };
  const subwordShare = g.input('subwordShare', 'float32', ['distinct', subwordsPerWord]);

  return g.scope('input', () => {
    const vectors = g.parameter('vectors', [sizes.vectors, config.vector], zeros, { trainable: false });
    const affixTable = g.parameter('affixes', [config.affixBuckets, config.affix], uniform(0.3));
    const subwordTable = g.parameter('subwords', [sizes.subwords, config.subword], normal(0.1));
    const shapeTable = g.parameter('shapes', [2 * shapeCount, config.shape], normal(0.3));

    const vector = g.gather(vectors, ids.vector);
    const affixes = g.reshape(g.gather(affixTable, ids.affixes), ['distinct', affixesPerWord * config.affix]);
    const share = g.reshape(subwordShare, ['distinct', subwordsPerWord, 1]);
    const subwords = g.reduceSum(g.mul(g.gather(subwordTable, ids.subwords), share), [1]);
    const spelling = g.concat([characters(g, config, ids.characters), subwords], 1);

    const at = (rows: Value) => g.gather(rows, ids.position);
    const features = [
      hideWords(g, at(vector), dropout.word),
      hideWords(g, at(affixes), dropout.affix),
      at(spelling),
      g.gather(shapeTable, ids.shape),
    ];
    return g.dropout(g.concat(features, 2), dropout.input);
  });
}

/**
 * Convolution over the characters, then the strongest answer of each channel.
 * @returns [distinct, characterChannels]
 * @see Chiu & Nichols 2016, "Named entity recognition with bidirectional LSTM-CNNs", section 2.3
 */
function characters(g: GraphBuilder, config: InputBlockConfig, ids: Value): Value {
  const { character, characterChannels } = config;
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

/** Sets all features of some words to zero, without making the others larger: an unknown word has a zero vector too. */
function hideWords(g: GraphBuilder, x: Value, rate: number): Value {
  if (!g.options.training || rate === 0) return x;
  const kept = g.mul(g.dropout(g.expand(1, ['sequences', 'words', 1]), rate), 1 - rate);
  return g.mul(x, kept);
}
