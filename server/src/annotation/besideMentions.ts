import { bySpan, overlaps } from '../text/span';
import { type EntityMention, extent } from './model';

/**
 * Mentions with those of another source that overlap none of them.
 * @returns in order of reading
 */
export function besideMentions(
  mentions: readonly EntityMention[],
  others: readonly EntityMention[],
): readonly EntityMention[] {
  const free = others.filter(
    (other) => !mentions.some((mention) => overlaps(extent(mention), extent(other))),
  );
  if (free.length === 0) return mentions;
  return [...mentions, ...free].sort((a, b) => bySpan(extent(a), extent(b)));
}
