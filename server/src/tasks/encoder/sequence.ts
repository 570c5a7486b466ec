/** A window of words, as the encoder takes it in. `afterSpace[i]` says whether white space stands before word i. */
export interface Sequence {
  readonly words: readonly string[];
  readonly afterSpace: readonly boolean[];
}
