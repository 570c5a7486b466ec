import type { Span } from '../../text/span';

/** A line with its place: its line break is left out. */
export interface PlacedLine {
  readonly text: string;
  readonly span: Span;
}

/** The lines from an offset on, which is the start of one. Lines end with `\n` or `\r\n`. */
export function* linesFrom(text: string, from = 0): Generator<PlacedLine> {
  for (let start = from; start < text.length; ) {
    const breaks = text.indexOf('\n', start);
    const next = breaks < 0 ? text.length : breaks + 1;
    const end = breaks > start && text[breaks - 1] === '\r' ? breaks - 1 : breaks < 0 ? next : breaks;
    yield { text: text.slice(start, end), span: { start, end } };
    start = next;
  }
}

/** A cell between tabs. */
export interface Cell {
  readonly text: string;
  readonly span: Span;
}

export function cellsOf({ text, span }: PlacedLine): Cell[] {
  let at = span.start;
  return text.split('\t').map((cell) => {
    const start = at;
    at += cell.length + 1;
    return { text: cell, span: { start, end: start + cell.length } };
  });
}

/** Parts of a cell that a mark parts, without the blanks around them; empty ones are left out. */
export function partsOf({ text, span }: Cell, marks: RegExp): Cell[] {
  let at = span.start;
  const parts: Cell[] = [];
  for (const part of text.split(marks)) {
    const trimmed = part.trim();
    const start = at + part.length - part.trimStart().length;
    if (trimmed !== '') parts.push({ text: trimmed, span: { start, end: start + trimmed.length } });
    at += part.length + 1;
  }
  return parts;
}
