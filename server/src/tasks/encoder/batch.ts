import type { HostTensor } from '../../runtime/session';
import type { InputBlock } from './inputBlock';
import type { Sequence } from './sequence';

/** Feeds of the input block and the encoder for several sequences, padded to the longest. */
export interface SequenceBatch {
  readonly sequences: number;
  /** Words of the longest sequence. Word w of sequence s is token s × words + w. */
  readonly words: number;
  readonly feeds: Record<string, HostTensor>;
}

/** Several sequences as tensors: the block's feeds, and `mask`, which tells words (1) from padding (0). */
export function batchSequences(sequences: readonly Sequence[], input: InputBlock): SequenceBatch {
  const words = Math.max(1, ...sequences.map((sequence) => sequence.words.length));
  const mask = new Float32Array(sequences.length * words);
  sequences.forEach((sequence, s) => {
    mask.fill(1, s * words, s * words + sequence.words.length);
  });
  return {
    sequences: sequences.length,
    words,
    feeds: {
      mask: { dataType: 'float32', dims: [sequences.length, words], data: mask },
      ...input.feeds(sequences, words),
    },
  };
}
