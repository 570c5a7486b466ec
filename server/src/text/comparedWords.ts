import type { Span } from './span';

/** Runs of a–z and 0–9, and words of other scripts. Single Greek letters and letters with accents are left out, as corpora differ in how they write them. */
const pattern = () => /[a-z0-9]+|(?!\p{Script=Latin})\p{L}{2,}/gu;

/** The words of a text by which it is compared with others: in lower case, without what corpora write in different ways. */
export const comparedWords = (text: string): string[] => text.toLowerCase().match(pattern()) ?? [];

/** The same with where they stand in the text. */
export function* placedWords(text: string): Generator<{ readonly word: string } & Span> {
  // A few capitals become two units in lower case; places are off by one behind them, and only serve to show what was found.
  for (const { 0: word, index } of text.toLowerCase().matchAll(pattern()))
    yield { word, start: index, end: index + word.length };
}

/** So many words in a row are hardly shared by chance. */
export const sharedRun = 13;
