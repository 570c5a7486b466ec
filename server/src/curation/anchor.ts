import type { Span } from '../text/span';

/** A stretch of a text that is known by its place and by its words, so that it is found again after edits that nobody followed. */
export interface Anchor {
  /** In UTF-16 units; of a lost one, where it was last. */
  readonly start: number;
  readonly text: string;
  /** What stands before and after it, blanks squeezed. */
  readonly before: string;
  readonly after: string;
  /** The text does not say this any more, or says it in several places that cannot be told apart. */
  readonly lost?: true;
}

/** So much context is kept on either side, in UTF-16 units. */
export const contextLength = 32;

/** Anchors what `span` covers in `text`. */
export const anchorOf = (text: string, { start, end }: Span): Anchor => ({
  start,
  text: text.slice(start, end),
  // Twice as much is squeezed, so that something is left of it.
  before: wholePairs(
    squeezed(text.slice(Math.max(0, start - 2 * contextLength), start)).slice(-contextLength),
  ),
  after: wholePairs(squeezed(text.slice(end, end + 2 * contextLength)).slice(0, contextLength)),
});

/** An anchor with the words and the context that its place has in a text; the very same where these are as they were. */
export function anchoredAnew(text: string, anchor: Anchor, place: Span): Anchor {
  const now = anchorOf(text, place);
  const isSame =
    !anchor.lost &&
    now.start === anchor.start &&
    now.text === anchor.text &&
    now.before === anchor.before &&
    now.after === anchor.after;
  if (isSame) return anchor;
  const { lost: _, ...others } = anchor;
  return { ...others, ...now };
}

export const spanOf = ({ start, text }: Anchor): Span => ({ start, end: start + text.length });

/** Line ends and indentation change without anybody's doing: runs of blanks count as one. */
export const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

/** Without the half of a surrogate pair that a cut has left at either end: it could not be written to a file. */
const wholePairs = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
