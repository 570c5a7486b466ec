import type { Stretch } from '../../../formats/layout/corpusFile';
import type { DocumentLayout } from '../../../formats/layout/layout';
import { type Span, shift } from '../../../text/span';

/** Where the words of a document's mention stand in the file; nothing where they stand nowhere. */
export const placesInFile = (
  { text }: DocumentLayout,
  { start }: Span,
  spans: readonly Span[],
): readonly Span[] => spans.flatMap((span) => text.inFile(span)).map((span) => shift(span, start));

/** Which document a place lies in. */
export function indexAt(stretches: readonly Stretch[], place: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.end > place) high = middle;
    else low = middle + 1;
  }
  return stretches[low] && stretches[low]!.start <= place ? low : -1;
}
