import * as z from 'zod';

/**
 * The `config.json` of a model folder: the architecture, the label sets and the limits. Together with the weights by name it is the whole model.
 * A training run's config names the same `network`, so that what is trained and what is loaded cannot differ. A part of it that is not known here is
 * refused: without it the network would be another one.
 */
const size = z.number().int().min(1).max(65_536);

export const wordInputConfig = z.strictObject({
  kind: z.literal('wordFeatures'),
  /** Width of the frozen word vectors. */
  vector: size,
  affixBuckets: size,
  /** Width of a prefix's or suffix's row; without it the block reads none. */
  affix: size.optional(),
  /** Width of a character's row; without it the block reads no characters. */
  character: size.optional(),
  /** Output channels of the character convolution. */
  characterChannels: size,
  /** Pieces of the subword vocabulary. */
  subwords: size,
  /** Width of a subword's row; without it the block reads no subwords and needs no tokenizer. */
  subword: size.optional(),
  shape: size,
  /** Width of what is made of the dictionary's features of a word; without it the block asks no dictionary. */
  dictionary: size.optional(),
  /** The same of the long form that a word stands for; without it the block looks for no definitions. */
  longForm: size.optional(),
});

/** The encoder of an imported checkpoint, as BERT is built: embeddings of subwords and places, then post-norm transformer layers. */
export const transformerConfig = z.strictObject({
  kind: z.literal('transformer'),
  /** Rows of the table of subwords. */
  pieces: z
    .number()
    .int()
    .min(1)
    .max(2 ** 20),
  width: z.number().int().min(1).max(4096),
  layers: z.number().int().min(1).max(48),
  heads: z.number().int().min(1).max(128),
  /** Width between the two linear layers of a feed-forward part. */
  hidden: z.number().int().min(1).max(16_384),
  /** Rows of the table of places, and which of them is the first subword's: RoBERTa's first two are not used. */
  positions: z.number().int().min(1).max(32_768),
  firstPosition: z.number().int().min(0).max(16),
  /** Of the layer norms. */
  epsilon: z.number().positive().max(0.1),
});

export const inputBlockConfig = z.discriminatedUnion('kind', [wordInputConfig, transformerConfig]);

/** Without convolutions and attention, and of the input block's width, it is nothing: the block's features are the states. */
export const encoderConfig = z.strictObject({
  width: size,
  /** One gated convolution of kernel 3 for each dilation, in order. */
  dilations: z.array(size),
  attentionBlocks: z.number().int().min(0).max(48),
  heads: size,
});

export const relationHeadConfig = z.strictObject({
  width: size,
  /** Networks whose judgements are averaged. */
  members: z.number().int().min(1).max(16).default(3),
});

export const networkConfig = z.strictObject({
  input: inputBlockConfig,
  encoder: encoderConfig,
  relation: relationHeadConfig,
});

/** What can be trained from nothing, and learns its words from texts. */
export const wordNetworkConfig = networkConfig.extend({ input: wordInputConfig });

/** A relation type with the entity types of its two ends; `threshold` is the least score at which it is claimed. */
export const relationType = z.object({
  name: z.string().min(1),
  subject: z.string().min(1),
  object: z.string().min(1),
  threshold: z.number().min(0).max(1),
});

/** A head's entity types, in the order of its labels, and whose way of marking them it learned. */
export const guidelineConfig = z.object({
  name: z.string().min(1),
  entityTypes: z.array(z.string().min(1)).min(1).max(64),
});

export const modelConfig = z.object({
  format: z.literal('biogloss-model/1'),
  name: z.string().min(1),
  version: z.string().min(1),
  network: networkConfig,
  /** SHA-256 of the term index whose names the network's dictionary features are made of: with another one they would mean something else. */
  termIndex: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits was expected')
    .optional(),
  /** One entity head each. */
  guidelines: z.array(guidelineConfig).min(1).max(32),
  /**
   * Names of the guidelines that are read by where nothing else is asked for; the first of all where not given. A type is marked by the first of
   * these that knows it, and names that different ones of them find may overlap: each learned what it marks beside the others.
   */
  marks: z.array(z.string().min(1)).min(1).max(32).optional(),
  relationTypes: z.array(relationType).max(16),
  /** Longest sequence in words that is read at once; longer stretches are read in overlapping windows. */
  sequenceWords: z.number().int().min(16).max(4096),
});

export type WordInputConfig = z.infer<typeof wordInputConfig>;
export type TransformerConfig = z.infer<typeof transformerConfig>;
export type InputBlockConfig = z.infer<typeof inputBlockConfig>;
export type EncoderConfig = z.infer<typeof encoderConfig>;
export type WordNetworkConfig = z.infer<typeof wordNetworkConfig>;
export type NetworkConfig = z.infer<typeof networkConfig>;
export type GuidelineConfig = z.infer<typeof guidelineConfig>;
export type RelationHeadConfig = z.infer<typeof relationHeadConfig>;
export type RelationType = z.infer<typeof relationType>;
export type ModelConfig = z.infer<typeof modelConfig>;
