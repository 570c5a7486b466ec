/** The last word of what a short form stands for: the head of its long form. */
export interface LongForm {
  /** Its place among the words of the reading. */
  readonly word: number;
  /** Its row in the table of word vectors. */
  readonly vector: number;
}

/**
 * What a reading says of its words beyond their form. It is found once, over the whole reading, since names and definitions reach
 * across the windows that a long reading is cut into.
 */
export interface WordContext {
  /** As `Dictionary.features` gives them, for all words of the reading; empty where the block asks no dictionary. */
  readonly dictionary: Uint8Array;
  /** By word, for the words of short forms that the reading defines. */
  readonly longForms: ReadonlyMap<number, LongForm>;
}

/** Where only the words themselves are looked at. */
export const noContext: WordContext = { dictionary: new Uint8Array(), longForms: new Map() };
