import { CodePointIndex } from '../text/codePoints';
import type { Span } from '../text/span';

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

/** A text that is asked for by offsets in code points. */
export class CodePointText {
  private readonly index: CodePointIndex;

  constructor(private readonly text: string) {
    this.index = new CodePointIndex(text);
  }

  /** The span of a mention, or a sentence that says why its offsets (code points) do not fit and, if possible, which would. */
  locate(id: string, start: number, end: number, wording: string): Span | string {
    const from = this.index.toUtf16(Math.min(start, this.index.length));
    const to = this.index.toUtf16(Math.min(end, this.index.length));
    const place = `characters ${start}–${end} of document ${id}`;
    if (start >= end)
      return `a mention must end after its start, but this one covers ${place}; correct the offsets`;
    if (end > this.index.length) {
      return `the mention ${quote(wording)} covers ${place}, which has only ${this.index.length}${this.suggestion(from, wording)}`;
    }
    const found = this.text.slice(from, to);
    if (saysTheSame(wording, found)) return { start: from, end: to };
    return `the mention says ${quote(wording)}, but ${place} are ${quote(found)}${this.suggestion(from, wording)}`;
  }

  private suggestion(near: number, wording: string): string {
    if (wording === '') return '; give its text';
    const base = Math.max(0, near - NEARBY);
    const window = this.text.slice(base, near + NEARBY + wording.length);
    const before = window.lastIndexOf(wording, near - base);
    const after = window.indexOf(wording, near - base);
    if (before < 0 && after < 0)
      return '; it is not found nearby, so check that the text is the one that was annotated';
    const nearest =
      after < 0 || (before >= 0 && near - base - before <= after - near + base) ? before : after;
    const start = this.index.fromUtf16(base + nearest);
    const end = this.index.fromUtf16(base + nearest + wording.length);
    return `; the offsets ${start}–${end} would fit`;
  }
}
