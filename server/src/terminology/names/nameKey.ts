import { detached } from '../../text/detached';
import { segmentWords } from '../../text/words';
import { foldLetters, wordKey } from './wordKey';

/** Keys of at most this many characters tell upper from lower case: `AIDS` is no `aids`, `As` no `as`. */
export const shortestFreeCase = 5;

const isLetterOrDigit = /^[\p{L}\p{M}\p{Nd}]/u;

/** A word of a name or a text, as keys see it. Both strings are empty for punctuation. */
export interface KeyWord {
  /** Plain letters, in the case they were written in. */
  readonly folded: string;
  readonly key: string;
}

const noWord: KeyWord = { folded: '', key: '' };

/** Words that were asked for lately: a terminology's hundred thousand names are made of few thousand words. */
const recent = new Map<string, KeyWord>();
const mostRecent = 50_000;

export function keyWord(word: string): KeyWord {
  const known = recent.get(word);
  if (known) return known;
  if (recent.size >= mostRecent) recent.clear();
  const own = detached(word);
  const folded = isLetterOrDigit.test(own) ? foldLetters(own) : '';
  const found = folded === '' ? noWord : { folded, key: wordKey(folded) };
  recent.set(own, found);
  return found;
}

/**
 * The words of `name` as keys see them, in order; words are those of `segmentWords`. Punctuation and the s of a possessive
 * (`Crohn's`) are left out.
 */
export function keyWords(name: string): KeyWord[] {
  const words = segmentWords(name, { start: 0, end: name.length });
  return words
    .filter(({ start, end }) => !isPossessive(name, start, end))
    .map(({ start, end }) => keyWord(name.slice(start, end)))
    .filter(({ key }) => key !== '');
}

/** True for the s of `Crohn's`, which names and texts write or leave out as they like. */
export const isPossessive = (text: string, start: number, end: number): boolean =>
  end - start === 1 &&
  (text[start] === 's' || text[start] === 'S') &&
  start > 1 &&
  (text[start - 1] === "'" || text[start - 1] === '\u2019') &&
  isLetterOrDigit.test(text[start - 2]!);

/** `Leukemia, Myeloid, Acute` → `Acute Myeloid Leukemia`. A comma without a space behind it belongs to a chemical's name (`2,4-D`). */
export const uninverted = (name: string): string =>
  name.includes(', ') ? name.split(/,\s+/).reverse().join(' ') : name;

/**
 * What two spellings of one name have in common: words folded, lower case, singular and American, written without anything between them;
 * `X, Y` read as `Y X`. `Tumours, Brain`, `brain tumor` and `Brain-Tumor` have the key `braintumor`; `β-Carotene` has `betacarotene`.
 *
 * Names of fewer than five characters are mostly symbols, so they keep their case (`AIDS`, `5-HT` → `5HT`), apart from words as
 * sentences write them (`Pain` → `pain`) and the plural of a symbol (`DVTs` → `DVT`).
 * @returns the empty string for a name without a letter or digit; such a name cannot be looked up
 */
export const nameKey = (name: string): string => keyOf(keyWords(uninverted(name)));

export function keyOf(words: readonly KeyWord[]): string {
  let length = 0;
  for (const { folded } of words) length += folded.length;
  if (length < shortestFreeCase) return shortKey(words.map(({ folded }) => folded).join(''));
  return words.map(({ key }) => key).join('');
}

/** @param folded a name of fewer than five characters, in its own case */
export function shortKey(folded: string): string {
  if (/^[A-Z]?[a-z]{2,}$/.test(folded) && folded.length > 2) return wordKey(folded);
  return /^[A-Z\d]{2,}s$/.test(folded) ? folded.slice(0, -1) : folded;
}
