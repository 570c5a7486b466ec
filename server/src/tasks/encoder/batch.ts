import type { HostTensor } from '../../runtime/session';
import type { WordEncoder } from '../words/wordFeatures';

/** A window of words, as the encoder takes it in. `afterSpace[i]` says whether white space stands before word i. */
export interface Sequence {
  readonly words: readonly string[];
  readonly afterSpace: readonly boolean[];
}

/** Feeds of the input block and the encoder for several sequences, padded to the longest. */
export interface SequenceBatch {
  readonly sequences: number;
  /** Words of the longest sequence. Word w of sequence s is token s × words + w. */
  readonly words: number;
  readonly feeds: Record<string, HostTensor>;
}

/**
 * Sequences as tensors. The features of each distinct word are given once; `position` says which distinct word a token is.
 * Row 0 of the distinct words is the padding word: no vector, no affixes, no characters.
 */
export function batchSequences(batch: readonly Sequence[], encoder: WordEncoder): SequenceBatch {
  const sequences = batch.length;
  const words = Math.max(1, ...batch.map((sequence) => sequence.words.length));
  const tokens = sequences * words;
  const { index, rows } = encoder.encode(batch.flatMap((sequence) => sequence.words));
  const distinct = rows.count + 1;

  const mask = new Float32Array(tokens);
  const position = new BigInt64Array(tokens);
  const shape = new BigInt64Array(tokens);
  let read = 0;
  batch.forEach((sequence, s) => {
    for (let w = 0; w < sequence.words.length; w++) {
      const token = s * words + w;
      const row = index[read++];
      mask[token] = 1;
      position[token] = BigInt(row + 1);
      shape[token] = 2n * rows.shape[row] + (sequence.afterSpace[w] ? 1n : 0n);
    }
  });
  return {
    sequences,
    words,
    feeds: {
      mask: { dataType: 'float32', dims: [sequences, words], data: mask },
      position: int64([sequences, words], position),
      shape: int64([sequences, words], shape),
      vector: int64([distinct], withPaddingRow(rows.vector, distinct)),
      affixes: int64([distinct, rows.affixes.length / rows.count], withPaddingRow(rows.affixes, distinct)),
      characters: int64(
        [distinct, rows.characters.length / rows.count],
        withPaddingRow(rows.characters, distinct),
      ),
      subwords: int64([distinct, rows.subwords.length / rows.count], withPaddingRow(rows.subwords, distinct)),
      subwordShare: subwordShare(rows.subwords, rows.count),
    },
  };
}

/** One over the number of a word's subwords, at each of them: their weighted sum is the mean. */
function subwordShare(subwords: BigInt64Array, count: number): HostTensor {
  const width = subwords.length / count;
  const data = new Float32Array((count + 1) * width);
  for (let row = 0; row < count; row++) {
    let present = 0;
    while (present < width && subwords[row * width + present] !== 0n) present++;
    data.fill(1 / present, (row + 1) * width, (row + 1) * width + present);
  }
  return { dataType: 'float32', dims: [count + 1, width], data };
}

function withPaddingRow(values: BigInt64Array, rows: number): BigInt64Array {
  const padded = new BigInt64Array((values.length / (rows - 1)) * rows);
  padded.set(values, values.length / (rows - 1));
  return padded;
}

const int64 = (dims: number[], data: BigInt64Array): HostTensor => ({ dataType: 'int64', dims, data });
