import type { Passage } from './passage';
import type { Span } from './span';

// What a UTF-16 unit belongs to. Runs of letters and runs of digits are words; any other character is one by itself.
const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const OTHER = 4;

/** Class of each UTF-16 unit that was met, 0 for those that were not: a lookup instead of regular expressions. */
const classes = new Uint8Array(0x10000);

/** Surrogates are OTHER. */
function classOf(unit: number): number {
  const known = classes[unit];
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  const found = /[\p{L}\p{M}]/u.test(character)
    ? LETTER
    : /\p{Nd}/u.test(character)
      ? DIGIT
      : /[\s\p{Z}\p{Cc}\u200b\ufeff]/u.test(character)
        ? SPACE
        : OTHER;
  classes[unit] = found;
  return found;
}

const isPairAt = (text: string, at: number, end: number): boolean => {
  if (at + 1 >= end) return false;
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
};

/**
 * Words of `within`, in order of reading, in UTF-16 units: runs of letters (with their combining marks), runs of
 * digits, and every other character by itself; a surrogate pair is one character. Whitespace and control characters
 * belong to no word. `5-HT` is `5`, `-`, `HT`; `TNFα` is one word.
 */
export function segmentWords(text: string, within: Span): Span[] {
  const words: Span[] = [];
  const { end } = within;
  let at = within.start;
  while (at < end) {
    const kind = classOf(text.charCodeAt(at));
    const start = at;
    at += kind === OTHER && isPairAt(text, at, end) ? 2 : 1;
    if (kind === SPACE) continue;
    if (kind !== OTHER) while (at < end && classOf(text.charCodeAt(at)) === kind) at++;
    words.push({ start, end: at });
  }
  return words;
}

/**
 * Words of a passage: those of its prose stretches. No word crosses a gap, so a word that markup interrupts
 * (`nap**rox**en`) is several words; a mention may still cover all of them.
 */
export const passageWords = (text: string, { prose }: Passage): Span[] =>
  prose.flatMap((stretch) => segmentWords(text, stretch));
