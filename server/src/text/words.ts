import type { Passage } from './passage';
import type { Span } from './span';

// What a UTF-16 unit belongs to. Runs of letters and runs of digits are words; any other character is one by itself.
const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const OTHER = 3;

/** Class of every UTF-16 unit, computed once: a lookup per unit instead of a regular expression. Surrogates are OTHER. */
const classOfUnit = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (/[\p{L}\p{M}]/u.test(character)) return LETTER;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  return /[\s\p{Z}\p{Cc}\u200b\ufeff]/u.test(character) ? SPACE : OTHER;
});

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
    const kind = classOfUnit[text.charCodeAt(at)]!;
    const start = at;
    at += kind === OTHER && isPairAt(text, at, end) ? 2 : 1;
    if (kind === SPACE) continue;
    if (kind !== OTHER) while (at < end && classOfUnit[text.charCodeAt(at)] === kind) at++;
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
