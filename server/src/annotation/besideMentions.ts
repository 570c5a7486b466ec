import { bySpan, overlaps } from '../text/span';
import { type EntityMention, extent } from './model';

/**
 * Mentions with those of another source that overlap none of them.
 * @param mentions in order of reading
 * @param others in order of reading
 * @returns in order of reading
 */
export function besideMentions(
  mentions: readonly EntityMention[],
  others: readonly EntityMention[],
): readonly EntityMention[] {
  const free = freeOf(mentions, others);
  return free.length === 0 ? mentions : inOrder([...mentions, ...free]);
}

/**
 * The others that overlap none of the mentions. A long document has tens of thousands of either, so both are walked through once.
 * @param mentions in order of reading
 * @param others in order of reading
 */
export function freeOf(
  mentions: readonly EntityMention[],
  others: readonly EntityMention[],
): readonly EntityMention[] {
  const taken = mentions.map(extent);
  let next = 0;
  return others.filter((other) => {
    const place = extent(other);
    while (next < taken.length && taken[next].end <= place.start) next++;
    return next === taken.length || !overlaps(taken[next], place);
  });
}

/** Mentions in order of reading. */
export const inOrder = (mentions: readonly EntityMention[]): EntityMention[] =>
  [...mentions].sort((a, b) => bySpan(extent(a), extent(b)));
