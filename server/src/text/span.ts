/** A half-open stretch of a document's text, in UTF-16 units: `text.slice(start, end)` is what it covers. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

export const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** True where the two share at least one UTF-16 unit. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Order of reading: by start, then the shorter first. */
export const bySpan = (a: Span, b: Span): number => a.start - b.start || a.end - b.end;

export const shift = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/** How many spans come before the first that `isPast`; binary search, so `isPast` must hold for all that follow it. */
export function countUntil(spans: readonly Span[], isPast: (span: Span) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(spans[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
