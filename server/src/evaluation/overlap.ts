import { OverlapIndex } from '../text/overlapIndex';
import { bySpan, type Span } from '../text/span';
import type { Hits } from './figures';

/**
 * Matches found stretches with gold ones that share at least one character with them; each counts once, on either side. Equal stretches are
 * matched first, so that what is right strictly is right here, too; then each found one, in order of reading, takes the first gold one that is left.
 * Stretches of one side that do not overlap one another are matched as often as can be.
 */
export function overlapHits(gold: readonly Span[], found: readonly Span[]): Hits {
  const [goldByKey, foundByKey] = [distinct(gold), distinct(found)];
  const goldLeft = new Set([...goldByKey].filter(([key]) => !foundByKey.has(key)).map(([, span]) => span));
  const foundLeft = [...foundByKey].filter(([key]) => !goldByKey.has(key)).map(([, span]) => span);
  const near = new OverlapIndex([...goldLeft], (span) => span);
  let tp = foundByKey.size - foundLeft.length;
  for (const span of foundLeft) {
    const match = near.overlapping(span).find((other) => goldLeft.has(other));
    if (match && goldLeft.delete(match)) tp++;
  }
  return { tp, fp: foundByKey.size - tp, fn: goldByKey.size - tp };
}

/** The different ones in order of reading. */
const distinct = (spans: readonly Span[]): Map<string, Span> =>
  new Map([...spans].sort(bySpan).map((span) => [`${span.start}-${span.end}`, span]));
