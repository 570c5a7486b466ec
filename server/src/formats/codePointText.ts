import { CodePointIndex } from '../text/codePoints';
import type { Span } from '../text/span';
import type { Pair } from './offsets';

/** How far from its offsets a misplaced mention is looked for, in UTF-16 units: keeps a bad file from taking long. */
const NEARBY = 200;

const LONGEST_QUOTE = 60;

const quote = (text: string): string =>
  `"${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}"`;

/** A wording may have other blanks than the text, and more of them at its ends (as one of the NCBI Disease corpus has), but no fewer there. */
const saysTheSame = (wording: string, found: string): boolean =>
  wording === found ||
  wording.replace(/\s/g, ' ') === found.replace(/\s/g, ' ') ||
  (wording.length > found.length && wording.trim() === found.trim());

/** Why a mention is not where its offsets say, in a sentence, and the offsets (code points) that would fit. */
export interface Misplaced {
  readonly why: string;
  readonly fits?: Pair;
}

/** A text that is asked for by offsets in code points. */
export class CodePointText {
  private readonly index: CodePointIndex;

  constructor(private readonly text: string) {
    this.index = new CodePointIndex(text);
  }

  /** The span of a mention, or why its offsets (code points) do not fit. */
  locate(id: string, start: number, end: number, wording: string): Span | Misplaced {
    const from = this.index.toUtf16(Math.min(start, this.index.length));
    const to = this.index.toUtf16(Math.min(end, this.index.length));
    const place = `characters ${start}–${end} of document ${id}`;
    const misplaced = (why: string): Misplaced => {
      const fits = this.nearest(wording, from);
      return { why: `${why}${suggestion(wording, fits)}`, ...(fits && { fits }) };
    };
    if (start >= end)
      return {
        why: `a mention must end after its start, but this one covers ${place}; correct the offsets`,
        fits: this.nearest(wording, from),
      };
    if (end > this.index.length)
      return misplaced(`the mention ${quote(wording)} covers ${place}, which has only ${this.index.length}`);
    const found = this.text.slice(from, to);
    if (saysTheSame(wording, found)) return { start: from, end: to };
    return misplaced(`the mention says ${quote(wording)}, but ${place} are ${quote(found)}`);
  }

  /** Start and end (code points) of a wording's occurrence that is nearest to a place in the text, given in UTF-16 units. */
  nearest(wording: string, near: number): Pair | undefined {
    if (wording === '') return undefined;
    const base = Math.max(0, near - NEARBY);
    const window = this.text.slice(base, near + NEARBY + wording.length);
    const before = window.lastIndexOf(wording, near - base);
    const after = window.indexOf(wording, near - base);
    if (before < 0 && after < 0) return undefined;
    const nearest =
      after < 0 || (before >= 0 && near - base - before <= after - near + base) ? before : after;
    const start = base + nearest;
    return [this.index.fromUtf16(start), this.index.fromUtf16(start + wording.length)];
  }
}

function suggestion(wording: string, fits: Pair | undefined): string {
  if (wording === '') return '; give its text';
  return fits
    ? `; the offsets ${fits[0]}–${fits[1]} would fit`
    : '; it is not found nearby, so check that the text is the one that was annotated';
}
