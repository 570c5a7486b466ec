import { Tokenizer } from '@huggingface/tokenizers';
import type { TokenizerContent } from './tokenizer';

/** Words in more pieces than this are names of sequences and the like; their first pieces stand for them. */
const mostPieces = 32;
/** Letters of a word that are looked at: beyond it WordPiece knows no word, and merging byte pairs takes the square of the length. */
const longestWord = 1_001;
/** Words kept with their pieces; a text has some hundred different ones. */
const mostKept = 50_000;

/** What stands in front of a sequence and behind it, by families of models. */
const frames = [
  ['[CLS]', '[SEP]'],
  ['<s>', '</s>'],
] as const;

/**
 * The pieces of words, as the tokenizer of a checkpoint cuts them: each word by itself, with the space in front of it, which byte-level tokenizers
 * see. A word always has a piece; what the vocabulary cannot spell is its unknown token.
 */
export class WordPieces {
  /** Ids run from 0 to `size` − 1. */
  readonly size: number;
  /** Ids of what stands in front of a sequence and behind it. */
  readonly first: number;
  readonly last: number;
  private readonly tokenizer: Tokenizer;
  private readonly unknown: number;
  private readonly seesSpaces: boolean;
  private readonly known = new Map<string, Int32Array>();

  /** @throws Error with a sentence where the vocabulary lacks what a sequence needs */
  constructor(content: TokenizerContent) {
    const { vocab, unk_token: unknown } = content.model;
    const ids = new Map([
      ...Object.entries(vocab),
      ...content.added_tokens.map(({ content, id }) => [content, id] as const),
    ]);
    const frame = frames.find((names) => names.every((name) => ids.has(name)));
    if (!frame)
      throw new Error(
        'tokenizer.json cannot be used: its vocabulary has neither [CLS] and [SEP] nor <s> and </s>, which stand around a text.',
      );
    [this.first, this.last] = frame.map((name) => ids.get(name)!);
    this.unknown = ids.get(unknown ?? frame[1]) ?? this.last;
    this.size = 1 + [...ids.values()].reduce((most, id) => Math.max(most, id), 0);
    this.seesSpaces = isByteLevel(content);
    this.tokenizer = new Tokenizer(content, {});
  }

  /** @returns ids, at least one and at most `mostPieces` */
  of(word: string, afterSpace: boolean): Int32Array {
    const start = word.slice(0, longestWord);
    const text = afterSpace && this.seesSpaces ? ` ${start}` : start;
    const kept = this.known.get(text);
    if (kept) return kept;
    const { ids } = this.tokenizer.encode(text, { add_special_tokens: false });
    const pieces = Int32Array.from(
      ids.length > 0 ? ids.slice(0, mostPieces) : [this.unknown],
      (id) => id ?? this.unknown,
    );
    if (this.known.size >= mostKept) this.known.clear();
    this.known.set(text, pieces);
    return pieces;
  }
}

function isByteLevel({ pre_tokenizer: step }: TokenizerContent): boolean {
  const steps = step?.type === 'Sequence' ? step.pretokenizers : [step];
  return steps.some((each) => each?.type === 'ByteLevel');
}
