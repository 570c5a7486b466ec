import * as z from 'zod';

/**
 * The `tokenizer.json` of a checkpoint, as far as this program trusts one from elsewhere: pieces are found by WordPiece or byte-pair merges, and text is made
 * ready by steps without patterns of their own, since a pattern can take for ever. Everything else in the file is left behind.
 * @see https://huggingface.co/docs/tokenizers/api/tokenizer
 */
const id = z
  .number()
  .int()
  .min(0)
  .max(2 ** 20);
const vocabulary = z.record(z.string(), id);

const wordPiece = z.object({
  type: z.literal('WordPiece').default('WordPiece'),
  unk_token: z.string(),
  continuing_subword_prefix: z.string().default('##'),
  max_input_chars_per_word: z.number().int().min(1).max(1000).default(100),
  vocab: vocabulary,
});

const bytePairs = z.object({
  type: z.literal('BPE').default('BPE'),
  unk_token: z.string().nullish(),
  continuing_subword_prefix: z.string().nullish(),
  end_of_word_suffix: z.string().nullish(),
  vocab: vocabulary,
  merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
});

const simpleNormalizer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean(),
    handle_chinese_chars: z.boolean(),
    strip_accents: z.boolean().nullish(),
    lowercase: z.boolean(),
  }),
  ...(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents'] as const).map((type) =>
    z.object({ type: z.literal(type) }),
  ),
]);

const simplePreTokenizer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.boolean().default(false),
    trim_offsets: z.boolean().default(true),
    use_regex: z.boolean().default(true),
  }),
  ...(['BertPreTokenizer', 'Whitespace', 'WhitespaceSplit'] as const).map((type) =>
    z.object({ type: z.literal(type) }),
  ),
]);

const tokenizer = z.object({
  version: z.literal('1.0').catch('1.0'),
  added_tokens: z
    .array(
      z.object({
        id,
        content: z.string(),
        single_word: z.boolean().default(false),
        lstrip: z.boolean().default(false),
        rstrip: z.boolean().default(false),
        normalized: z.boolean().default(false),
        special: z.boolean().default(false),
      }),
    )
    .max(10_000)
    .default([]),
  normalizer: z
    .union([
      simpleNormalizer,
      z.object({ type: z.literal('Sequence'), normalizers: z.array(simpleNormalizer) }),
    ])
    .nullable()
    .default(null),
  pre_tokenizer: z
    .union([
      simplePreTokenizer,
      z.object({ type: z.literal('Sequence'), pretokenizers: z.array(simplePreTokenizer) }),
    ])
    .nullable()
    .default(null),
  model: z.union([wordPiece, bytePairs]),
  // What stands around a text, and how pieces become text again, is not asked of it.
  post_processor: z.null().catch(null),
  decoder: z.null().catch(null),
});

export type TokenizerContent = z.infer<typeof tokenizer>;

/** @throws Error with a sentence where it is no tokenizer of these kinds */
export function readTokenizer(content: unknown): TokenizerContent {
  const read = tokenizer.safeParse(content);
  if (read.success) return read.data;
  // Not the whole path: the names of subwords may be anything.
  const [{ path }] = read.error.issues;
  throw new Error(
    `tokenizer.json cannot be used: its "${path.slice(0, 2).join('.') || 'content'}" is not as WordPiece and byte-pair tokenizers without patterns of their own have it.`,
  );
}
