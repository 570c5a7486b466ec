import { overlaps, type Span } from '../text/span';
import type { Hits } from './figures';

/**
 * Matches found stretches with gold ones that share at least one character with them; each counts once, on either side. Equal stretches are
 * matched first, so that what is right strictly is right here, too; then each found one, in order of reading, takes the first gold one that is left.
 * Stretches of one side that do not overlap one another are matched as often as can be.
 */
export function overlapHits(gold: readonly Span[], found: readonly Span[]): Hits {
  const goldLeft = distinct(gold);
  const foundLeft = distinct(found);
  const all = { gold: goldLeft.size, found: foundLeft.size };
  for (const key of [...foundLeft.keys()]) if (goldLeft.delete(key)) foundLeft.delete(key);
  for (const [foundKey, span] of foundLeft) {
    const match = [...goldLeft].find(([, other]) => overlaps(other, span));
    if (!match) continue;
    goldLeft.delete(match[0]);
    foundLeft.delete(foundKey);
  }
  const tp = all.found - foundLeft.size;
  return { tp, fp: foundLeft.size, fn: all.gold - tp };
}

/** The different ones in order of reading. */
const distinct = (spans: readonly Span[]): Map<string, Span> =>
  new Map(
    [...spans]
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map((span) => [`${span.start}-${span.end}`, span]),
  );
