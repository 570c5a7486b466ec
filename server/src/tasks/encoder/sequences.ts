import type { Reading } from '../reading';
import type { SequenceRoom } from './inputBlock';
import type { Sequence } from './sequence';
import { centreMost, cutWindows, cutWindowsByLength, type Window } from './windows';
import type { WordContext } from './wordContext';

/** Words, or subwords where these are counted, that neighbouring windows of a long reading share. */
const overlap = 64;

/** A reading as the sequences that the encoder sees, and where each of its words is read from. */
export interface Sequences {
  readonly windows: readonly Window[];
  readonly sequences: readonly Sequence[];
  /** The window that speaks for each word. */
  readonly owner: Int32Array;
}

/**
 * @param limit longest sequence in words
 * @param context what the input block found of the reading
 * @param room the input block's, where words take unlike room
 */
export function sequencesOf(
  { text, words }: Reading,
  limit: number,
  context: WordContext,
  room?: SequenceRoom,
): Sequences {
  const surface = words.map(({ start, end }) => text.slice(start, end));
  const afterSpace = words.map(({ start }, i) => i === 0 || words[i - 1].end < start);
  const lengths = room && surface.map((word, i) => room.taken(word, afterSpace[i]));
  const windows = room
    ? cutWindowsByLength(lengths!, room.most, Math.min(overlap, room.most >> 2))
    : cutWindows(words.length, limit, Math.min(overlap, limit >> 2));
  return {
    windows,
    sequences: windows.map(({ start, end }) => ({
      words: surface.slice(start, end),
      afterSpace: afterSpace.slice(start, end),
      length: lengths ? lengths.slice(start, end).reduce((sum, length) => sum + length, 0) : end - start,
      start,
      context,
    })),
    owner: centreMost(words.length, windows),
  };
}

/**
 * The token that speaks for each word of a reading in a padded batch.
 * @param firstSequence index in the batch of the reading's first window
 * @param paddedWords padded length of the batch's sequences
 */
export function tokensOfWords(
  { windows, owner }: Sequences,
  firstSequence: number,
  paddedWords: number,
): Int32Array {
  return owner.map((window, word) => (firstSequence + window) * paddedWords + word - windows[window].start);
}
