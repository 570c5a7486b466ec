import type { Passage } from '../text/passage';
import type { Span } from '../text/span';
import { cutIntoSentences } from './longPassages';

/** Passages that are analysed together, because they belong together: relations are looked for within a unit. */
export interface Unit {
  readonly span: Span;
  readonly passages: readonly Passage[];
}

/** In UTF-16 units: about the lengths of the abstracts that models learn from. */
const leastLength = 1_000;
const mostLength = 4_000;
/** Abstracts stay whole; what is longer is a page without paragraphs. */
const longestPassage = 8_000;

/**
 * Cuts a document into units. A title stays with the abstract that follows it; a short document is one unit.
 *
 * Where a long document is cut depends on the passages' own text: a unit may end after a passage whose hash says so. An edit
 * therefore moves the cuts near it and no others, and everything else is found in the cache again. What a unit costs grows with
 * the square of its length, so a passage that is far longer than any abstract is cut as well: at the ends of its sentences.
 */
export function cutUnits(text: string, passages: readonly Passage[]): Unit[] {
  const units: Unit[] = [];
  let current: Passage[] = [];
  let length = 0;
  const close = () => {
    if (current.length > 0)
      units.push({
        span: { start: current[0].span.start, end: current[current.length - 1].span.end },
        passages: current,
      });
    current = [];
    length = 0;
  };
  for (const passage of passages.flatMap((each) =>
    each.span.end - each.span.start > longestPassage ? cutIntoSentences(text, each, mostLength) : [each],
  )) {
    const added = passage.span.end - passage.span.start;
    const startsAnew = passage.kind === 'title' || (passage.kind === 'heading' && length >= leastLength);
    const onlyTitle = current.length === 1 && current[0].kind === 'title';
    if (startsAnew || (length + added > mostLength && !onlyTitle)) close();
    current.push(passage);
    length += added;
    if (length >= leastLength && passage.kind === 'paragraph' && isCut(text, passage.span)) close();
  }
  close();
  return units;
}

/** One passage in four, chosen by its text alone (FNV-1a over UTF-16 units). */
function isCut(text: string, { start, end }: Span): boolean {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return ((hash >>> 16) & 3) === 0;
}
