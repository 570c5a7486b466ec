import type { Position, Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention } from '../annotation/model';
import type { Span } from '../text/span';

export const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** Mentions that cover a position; one that ends there counts, as the cursor behind its last letter does. Shortest first. */
export function mentionsAt(
  document: TextDocument,
  mentions: readonly EntityMention[],
  position: Position,
): EntityMention[] {
  const offset = document.offsetAt(position);
  const length = ({ spans }: EntityMention) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return mentions
    .filter(({ spans }) => spans.some(({ start, end }) => start <= offset && offset <= end))
    .sort((a, b) => Number(endsAt(a, offset)) - Number(endsAt(b, offset)) || length(a) - length(b));
}

const endsAt = ({ spans }: EntityMention, offset: number): boolean => spans.every(({ end }) => end <= offset);
