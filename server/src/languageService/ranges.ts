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
  const covering: EntityMention[] = [];
  // Loops rather than functions: a long document has hundreds of thousands of mentions, and a hover looks at all.
  for (const mention of mentions)
    for (const { start, end } of mention.spans)
      if (start <= offset && offset <= end) {
        covering.push(mention);
        break;
      }
  return covering.sort(
    (a, b) => Number(endsAt(a, offset)) - Number(endsAt(b, offset)) || length(a) - length(b),
  );
}

const endsAt = ({ spans }: EntityMention, offset: number): boolean => spans.every(({ end }) => end <= offset);
