import type { Span } from '../../text/span';

/** A short form and the long form that it stands for, where the text defines it: "acute renal failure (ARF)". */
export interface ShortForm {
  readonly short: Span;
  readonly long: Span;
}

/** Farther apart than this, two brackets are no definition; it also bounds the work on hostile text. */
const longestBracket = 200;
const longestForm = 10;
const letterOrDigit = /[\p{L}\p{N}]/u;
const letter = /\p{L}/u;
const capital = /\p{Lu}/u;

/** Where no capital tells a short form, these are taken for what they are: each of their occurrences would be marked. */
const commonWords = new Set(
  'a all am an and are as at be but by can did do for had has he her his if in is it its may no nor not of on or our per see she so the then to up was we who'.split(
    ' ',
  ),
);

/**
 * Definitions of short forms, in both orders: "long form (SF)" and "SF (long form)". A short form has 2 to 10 UTF-16 units in at most two
 * words, begins with a letter or digit and holds a capital letter; its characters stand in the long form in their order, the
 * first at the start of a word. Where the text has no capital letter at all, as quick notes may, a letter is enough, and common words are none.
 * @param sentences stretches of the text; no definition reaches out of one
 * @returns spans in the text, in the order of the brackets
 * @see Schwartz & Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text"
 */
export function findShortForms(text: string, sentences: readonly Span[]): ShortForm[] {
  const found: ShortForm[] = [];
  const hasCapitals = sentences.some(({ start, end }) => capital.test(text.slice(start, end)));
  const isShortForm = (form: string): boolean =>
    couldBeShortForm(form) &&
    (hasCapitals ? capital.test(form) : letter.test(form) && !commonWords.has(form));
  for (const sentence of sentences) {
    for (const bracket of brackets(text, sentence)) {
      const definition =
        bracketedShortForm(text, sentence, bracket, isShortForm) ??
        bracketedLongForm(text, sentence, bracket, isShortForm);
      if (definition) found.push(definition);
    }
  }
  return found;
}

interface Bracket {
  /** Where the opening bracket stands. */
  readonly open: number;
  readonly content: Span;
}

/** Innermost pairs of brackets with what stands inside, up to the first comma or semicolon, without the spaces around it. */
function* brackets(text: string, { start, end }: Span): Generator<Bracket> {
  let open = -1;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === '(' || character === '[') open = at;
    if ((character !== ')' && character !== ']') || open < 0) continue;
    if (at - open <= longestBracket) {
      const [first, words] = /^\s*(.*?)\s*(?:[,;]\s.*)?$/s.exec(text.slice(open + 1, at))!;
      const from = open + 1 + first.indexOf(words);
      if (words !== '') yield { open, content: { start: from, end: from + words.length } };
    }
    open = -1;
  }
}

/** "long form (SF)" */
function bracketedShortForm(
  text: string,
  sentence: Span,
  { open, content: short }: Bracket,
  isShortForm: (form: string) => boolean,
): ShortForm | undefined {
  const form = text.slice(short.start, short.end);
  if (!isShortForm(form)) return undefined;
  const end = lastNonSpace(text, sentence.start, open);
  const words = Math.min(form.length + 5, form.length * 2);
  const long = longFormOf(form, text, { start: wordsBefore(text, sentence.start, end, words), end });
  return long && { short, long };
}

/** "SF (long form)" */
function bracketedLongForm(
  text: string,
  sentence: Span,
  { open, content }: Bracket,
  isShortForm: (form: string) => boolean,
): ShortForm | undefined {
  const end = lastNonSpace(text, sentence.start, open);
  const word = wordsBefore(text, sentence.start, end, 1);
  const short = { start: /[([]/.test(text[word]) ? word + 1 : word, end };
  const form = text.slice(short.start, end);
  if (!isShortForm(form)) return undefined;
  const long = longFormOf(form, text, content);
  return long && { short, long };
}

const couldBeShortForm = (form: string): boolean =>
  form.length >= 2 &&
  form.length <= longestForm &&
  letterOrDigit.test(form[0]) &&
  !/[()[\]=<>%]/.test(form) &&
  form.split(/\s+/).length <= 2;

/** The shortest stretch that ends where `within` ends and holds the short form's letters and digits in their order. */
function longFormOf(form: string, text: string, within: Span): Span | undefined {
  let at = within.end;
  for (let s = form.length - 1; s >= 0; s--) {
    if (!letterOrDigit.test(form[s])) continue;
    const wanted = form[s].toLowerCase();
    do at--;
    while (
      at >= within.start &&
      (text[at].toLowerCase() !== wanted || (s === 0 && !startsWord(text, at, within.start)))
    );
    if (at < within.start) return undefined;
  }
  while (at > within.start && !/\s/.test(text[at - 1])) at--;
  if (/[([]/.test(text[at])) at++;
  const long = { start: at, end: within.end };
  const says = text.slice(at, within.end);
  if (/[)\]]/.test(says) && !/[([]/.test(says)) return undefined;
  return says.length > form.length && !says.split(/\s+/).includes(form) ? long : undefined;
}

const startsWord = (text: string, at: number, start: number): boolean =>
  at === start || !letterOrDigit.test(text[at - 1]);

function lastNonSpace(text: string, start: number, end: number): number {
  while (end > start && /\s/.test(text[end - 1])) end--;
  return end;
}

/** Where the last `words` words (runs without white space) before `end` begin. */
function wordsBefore(text: string, start: number, end: number, words: number): number {
  let at = end;
  for (let w = 0; w < words && at > start; w++) {
    at = lastNonSpace(text, start, at);
    while (at > start && !/\s/.test(text[at - 1]) && end - at < longestBracket) at--;
  }
  while (at < end && /\s/.test(text[at])) at++;
  return at;
}
