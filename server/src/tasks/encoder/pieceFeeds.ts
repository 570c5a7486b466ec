import type { WordPieces } from '../words/wordPieces';
import type { SequenceRoom } from './inputBlock';
import type { Sequence } from './sequence';

/** Sequences of words as sequences of subwords, all padded to the longest. */
export interface PieceBatch {
  /** Subwords of the longest sequence, with what stands in front of it and behind it. */
  readonly longest: number;
  /** Ids, row-major [sequences × longest]; padding is 0. */
  readonly ids: Int32Array;
  /** 1 for subwords, 0 for padding; of the same shape. */
  readonly mask: Uint8Array;
  /** The place in `ids` of each word's first subword, row-major [sequences × words]; 0 for padding. */
  readonly firstPieces: Int32Array;
}

/** @param words padded length of the sequences in words */
export function cutIntoPieces(sequences: readonly Sequence[], words: number, pieces: WordPieces): PieceBatch {
  const cut = sequences.map((sequence) =>
    sequence.words.map((word, w) => pieces.of(word, sequence.afterSpace[w])),
  );
  const longest = 2 + Math.max(0, ...sequences.map(({ length }) => length));
  const ids = new Int32Array(sequences.length * longest);
  const mask = new Uint8Array(ids.length);
  const firstPieces = new Int32Array(sequences.length * words);
  cut.forEach((row, s) => {
    const start = s * longest;
    let at = start;
    ids[at++] = pieces.first;
    row.forEach((own, w) => {
      firstPieces[s * words + w] = at;
      ids.set(own, at);
      at += own.length;
    });
    ids[at++] = pieces.last;
    mask.fill(1, start, at);
  });
  return { longest, ids, mask, firstPieces };
}

/** @param positions subwords that a sequence may have, with what stands in front of it and behind it */
export const roomFor = (pieces: WordPieces, positions: number): SequenceRoom => ({
  most: positions - 2,
  taken: (word, afterSpace) => pieces.of(word, afterSpace).length,
});
