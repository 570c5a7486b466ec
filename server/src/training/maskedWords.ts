import type { HostTensor } from '../runtime/session';
import { dictionaryFeatures } from '../tasks/dictionary/dictionary';
import { batchSequences } from '../tasks/encoder/batch';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { type Sequences, sequencesOf, tokensOfWords } from '../tasks/encoder/sequences';
import type { WordContext } from '../tasks/encoder/wordContext';
import type { Reading } from '../tasks/reading';
import type { Vocabulary } from '../tasks/words/vocabulary';

/** A reading with some words hidden, which a network is to guess from what stands around them. */
export interface MaskedReading {
  readonly sequences: Sequences;
  /** Places of the hidden words among the reading's words. */
  readonly hidden: readonly number[];
  /** What each of them is: its place in the vocabulary, from 0. */
  readonly answers: readonly number[];
}

export interface Masking {
  readonly input: InputBlock;
  readonly vocabulary: Vocabulary;
  readonly sequenceWords: number;
  /** Of the words that may be hidden. */
  readonly share: number;
  /** Only this many words, the most frequent ones, are asked for: each costs a column of the guess. */
  readonly answers: number;
}

/** "the", commas and their like are half of a text and teach little: of this many, the most frequent, fewer are hidden. */
const commonplace = 57;
const commonplaceShare = 0.4;

/**
 * Hides words by chance. A hidden word is the empty one, which has no vector, letters or subwords; what dictionary and definitions say of
 * it goes as well, since that would give it away.
 */
export function maskWords(reading: Reading, masking: Masking, random: () => number): MaskedReading {
  const { input, vocabulary, sequenceWords, share } = masking;
  const hidden: number[] = [];
  const answers: number[] = [];
  for (const [word, { start, end }] of reading.words.entries()) {
    const row = vocabulary.row(reading.text.slice(start, end));
    if (row === 0 || row > masking.answers) continue;
    if (random() >= (row <= commonplace ? commonplaceShare * share : share)) continue;
    hidden.push(word);
    answers.push(row - 1);
  }
  const context = withoutWords(input.look(reading), hidden);
  const sequences = sequencesOf(reading, sequenceWords, context, input.room);
  const isHidden = new Set(hidden);
  return {
    sequences: {
      ...sequences,
      sequences: sequences.sequences.map((sequence) => ({
        ...sequence,
        words: sequence.words.map((word, w) => (isHidden.has(sequence.start + w) ? '' : word)),
      })),
    },
    hidden,
    answers,
  };
}

/** Feeds of the guessing graph for several readings; undefined where none hides a word. */
export function batchMasked(
  readings: readonly MaskedReading[],
  input: InputBlock,
): Record<string, HostTensor> | undefined {
  const batch = batchSequences(
    readings.flatMap(({ sequences }) => sequences.sequences),
    input,
  );
  const places: bigint[] = [];
  const answers: bigint[] = [];
  let first = 0;
  for (const { sequences, hidden, answers: own } of readings) {
    const tokens = tokensOfWords(sequences, first, batch.words);
    first += sequences.windows.length;
    for (const word of hidden) places.push(BigInt(tokens[word]));
    for (const answer of own) answers.push(BigInt(answer));
  }
  if (places.length === 0) return undefined;
  const ids = (data: readonly bigint[]): HostTensor => ({
    dataType: 'int64',
    dims: [data.length],
    data: BigInt64Array.from(data),
  });
  return { ...batch.feeds, hidden: ids(places), answers: ids(answers) };
}

function withoutWords({ dictionary, longForms }: WordContext, words: readonly number[]): WordContext {
  const left = { dictionary: dictionary.slice(), longForms: new Map(longForms) };
  for (const word of words) {
    left.dictionary.fill(0, word * dictionaryFeatures, (word + 1) * dictionaryFeatures);
    left.longForms.delete(word);
  }
  return left;
}
