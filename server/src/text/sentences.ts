import { trimmed } from './paragraphs';
import type { Span } from './span';

// Abbreviations after which a sentence goes on, whatever follows: "Fig. 2", "Dr. Smith", "vs. Placebo".
const bindsToNext = new Set(
  (
    'fig figs eq eqs eqn ref refs tab suppl no nos vol vols pp ed eds dr drs prof mr mrs ms st mt vs v viz cf resp ' +
    'e.g i.e eg ie approx ca incl esp ver var subsp ssp cv str nov gen sect chap dept univ'
  ).split(' '),
);

// Abbreviations that may also close a sentence; it ends there only where the next word is one that sentences begin with.
const mayEnd = new Set(
  (
    'al et.al etc inc ltd co corp spp sp jr sr i.v i.p i.m s.c p.o i.c.v i.t i.d i.c i.n p.r b.i.d t.i.d q.i.d b.w p.c a.m p.m ' +
    'u.s u.k u.s.a d.c ph.d m.d iv ip im sc po mg kg g ml l dl ul mm cm nm mol mmol hr hrs h min mins sec secs wk wks ' +
    'mo mos yr yrs wt temp conc avg max est dil jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
);

// A capital letter after one of these is a name's last part ("hepatitis C."), elsewhere it is an initial ("E. coli").
const takesLetter = new Set(
  'hepatitis vitamin vitamins type types group groups class grade phase stage factor kinase protein cyclin grp arm panel part appendix table study'.split(
    ' ',
  ),
);

const sentenceStarters = new Set(
  (
    'a an the this that these those it its we our i he she they there their in on at of to for from with without by after before ' +
    'during among although however moreover furthermore therefore thus hence here when while since as if both all each no ' +
    'neither one two three four five six seven eight nine ten some several most many more patients results conclusion ' +
    'conclusions methods background objective objectives aim purpose introduction discussion data treatment analysis ' +
    'further finally similarly additionally also only other such but and under using based compared following'
  ).split(' '),
);

const closers = /[)\]}"'’”»]*/y;
const space = /[\s\u00a0]+/y;
const word = /[\p{L}\p{M}\p{Nd}]+/uy;

// Longest stretch that is looked at before a full stop; no abbreviation is longer, and the splitter stays linear.
const LOOK_BACK = 24;

/**
 * Sentences of `within`, in order, without the whitespace around them, in UTF-16 units. A blank line ends a sentence; a
 * single line break does not (texts are hard-wrapped). Full stops of decimals, abbreviations (`i.v.`, `Fig. 2`,
 * `et al.`), species (`E. coli`) and initials do not; a sentence may begin with `5-HT`, `(±)-`, a Greek letter or `mRNA`.
 * Every character outside whitespace is in exactly one sentence. Linear in the length of `within`.
 */
export function splitSentences(text: string, within: Span): Span[] {
  const sentences: Span[] = [];
  const terminator = /[.!?]+|[。！？]|\r?\n[^\S\r\n]*\r?\n/g;
  const passage = text.slice(0, within.end);
  let start = within.start;
  terminator.lastIndex = within.start;
  for (let match = terminator.exec(passage); match; match = terminator.exec(passage)) {
    const boundary = boundaryAfter(passage, match.index, match[0], start);
    if (boundary === undefined) continue;
    pushTrimmed(sentences, passage, start, boundary);
    start = boundary;
    terminator.lastIndex = boundary;
  }
  pushTrimmed(sentences, passage, start, within.end);
  return sentences;
}

/** Where the sentence ends that the terminator at `at` closes; undefined where it does not close one. */
function boundaryAfter(text: string, at: number, terminator: string, from: number): number | undefined {
  const end = at + terminator.length;
  if (/\s/.test(terminator)) return end;
  const closed = matchEnd(closers, text, end);
  const next = matchEnd(space, text, closed);
  if (next === text.length || /[。！？]/.test(terminator)) return closed;
  if (next === closed || !canBegin(text, next)) return undefined;
  return terminator === '.' && continues(text, at, next, from) ? undefined : closed;
}

/** Whether the full stop at `at` belongs to an abbreviation, an initial or a number that the text goes on from. */
function continues(text: string, at: number, next: number, from: number): boolean {
  const before = text.slice(Math.max(from, at - LOOK_BACK), at);
  const token = /[\p{L}\p{M}\p{Nd}.]*$/u.exec(before)![0];
  const lower = token.toLowerCase();
  if (bindsToNext.has(lower)) return !(lower === 'no' && begins(text, next));
  if (mayEnd.has(lower)) return !begins(text, next);
  if (/^\p{Lu}$/u.test(token)) {
    const previous = /(\p{L}+)[\s-]+\p{Lu}$/u.exec(before)?.[1]?.toLowerCase();
    return (
      !(previous !== undefined && takesLetter.has(previous)) &&
      /\p{L}/u.test(text[next]!) &&
      !begins(text, next)
    );
  }
  // "p < 0. 05", as old records print it.
  return token === '0' && /\p{Nd}/u.test(text[next]!);
}

/** Whether the word at `next` is one that sentences commonly begin with, capitalised. */
function begins(text: string, next: number): boolean {
  const end = matchEnd(word, text, next);
  const first = text.slice(next, end);
  return /^\p{Lu}/u.test(first) && sentenceStarters.has(first.toLowerCase());
}

/** Whether a sentence can begin at `next`: not with a plain lower-case word, nor with a comma or the like. */
function canBegin(text: string, next: number): boolean {
  const head = text.slice(next, next + LOOK_BACK);
  // Brackets and quotes may open it, and so may a sign as in "(±)-" or "[3H]".
  const first = /^[([{"'‘“«]*[±+\-–−]?[)\]]?[-–]?/u.exec(head)![0].length;
  const rest = head.slice(first);
  if (/^[\p{Lu}\p{Lt}\p{Nd}\p{Lo}\p{So}]/u.test(rest)) return true;
  // Names that begin with a lower-case letter: mRNA, p53, pH, c-Fos, α-synuclein.
  return /^(?:\p{Ll}{1,3}-?[\p{Lu}\p{Nd}]|\p{Script=Greek}|\p{Ll}-\p{L})/u.test(rest);
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function pushTrimmed(sentences: Span[], text: string, start: number, end: number): void {
  const sentence = trimmed(text, start, end);
  if (sentence.start < sentence.end) sentences.push(sentence);
}
