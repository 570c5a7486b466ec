import { Tokenizer } from '@huggingface/tokenizers';

/** How many subwords of a word are read, from its start. */
export const subwordsPerWord = 6;

/**
 * Cuts a word into WordPiece subwords by a model's `tokenizer.json`. Id 0 is padding, so the vocabulary keeps it for that.
 * @see Schuster & Nakajima 2012, "Japanese and Korean voice search", for greedy longest-match segmentation
 */
export class Subwords {
  private readonly tokenizer: Tokenizer;
  /** Ids run from 0 to `size` − 1. */
  readonly size: number;

  /**
   * @param tokenizerJson the parsed `tokenizer.json`
   * @throws Error with a sentence where it is not a WordPiece tokenizer with `[PAD]` as id 0
   */
  constructor(tokenizerJson: object) {
    const { type, vocab } =
      (tokenizerJson as { model?: { type?: string; vocab?: Record<string, number> } } | null)?.model ?? {};
    if (type !== 'WordPiece' || typeof vocab !== 'object' || vocab['[PAD]'] !== 0) {
      throw new Error(
        'tokenizer.json is not of this program: a WordPiece model was expected whose vocabulary has [PAD] as 0.',
      );
    }
    this.tokenizer = new Tokenizer(tokenizerJson, {});
    this.size = Math.max(...Object.values(vocab)) + 1;
  }

  /** Writes the ids of the word's first subwords, `subwordsPerWord` numbers from `target[at]`, padded with 0. */
  write(word: string, target: Int32Array, at: number): void {
    const { ids } = this.tokenizer.encode(word, { add_special_tokens: false });
    for (let i = 0; i < subwordsPerWord; i++) target[at + i] = ids[i] ?? 0;
  }
}
