import { CodePointIndex } from '../text/codePoints';
import type { Span } from '../text/span';

/** Start and end as a file writes them. */
export type Pair = readonly [start: number, end: number];

/** How a file counts a text's characters, against our UTF-16 units. */
export interface Offsets {
  pair(span: Span): Pair;
  /** @returns undefined where the pair does not lie in the text, start before end */
  span(pair: Pair): Span | undefined;
}

export const utf16 = (text: string): Offsets => ({
  pair: ({ start, end }) => [start, end],
  span: ([start, end]) => (0 <= start && start < end && end <= text.length ? { start, end } : undefined),
});

export function codePoints(text: string): Offsets {
  const index = new CodePointIndex(text);
  return {
    pair: ({ start, end }) => [index.fromUtf16(start), index.fromUtf16(end)],
    span: ([start, end]) =>
      0 <= start && start < end && end <= index.length
        ? { start: index.toUtf16(start), end: index.toUtf16(end) }
        : undefined,
  };
}
