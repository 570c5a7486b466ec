import type { WordContext } from './wordContext';

/** A window of words, as the encoder takes it in. */
export interface Sequence {
  readonly words: readonly string[];
  /** Whether white space stands before each word. */
  readonly afterSpace: readonly boolean[];
  /** Room that it takes in a batch: words, or what the input block counts in. */
  readonly length: number;
  /** The place of the first word in its reading. */
  readonly start: number;
  /** Of the whole reading. */
  readonly context: WordContext;
}
