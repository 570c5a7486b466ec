import type { Span } from './span';

/** One replacement in a text: `text.slice(start, end)` became `length` units. All in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** One edit that stands for two: from the first unit that either touches to the last. @param then an edit of the text after `first` */
export function joinedEdits(first: Edit, then: Edit): Edit {
  const firstEnd = first.start + first.length;
  const start = Math.min(first.start, then.start);
  const end = first.end + Math.max(0, then.end - firstEnd);
  return { start, end, length: Math.max(firstEnd, then.end) + then.length - (then.end - then.start) - start };
}

/** @returns where a span is after the edit, or undefined where the edit touches it */
export function movedSpan({ start, end }: Span, edit: Edit, text: string): Span | undefined {
  const by = edit.length - (edit.end - edit.start);
  if (end <= edit.start) return end === edit.start && isWithinWord(text, end) ? undefined : { start, end };
  if (start < edit.end) return undefined;
  return start === edit.end && isWithinWord(text, start + by)
    ? undefined
    : { start: start + by, end: end + by };
}

/** True where a word reaches over `offset`: what is beside the mention now belongs to its word. */
export const isWithinWord = (text: string, offset: number): boolean =>
  offset > 0 &&
  offset < text.length &&
  wordCharacter.test(text[offset - 1]) &&
  wordCharacter.test(text[offset]);

const wordCharacter = /[\p{L}\p{N}]/u;
