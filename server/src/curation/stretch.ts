import { type EntityMention, extent } from '../annotation/model';
import { bySpan, countUntil, type Span } from '../text/span';
import { spanOf } from './anchor';
import type { MentionDecision } from './decision';

/**
 * A stretch of a text with what a model found in it and persons decided in it. Nothing of either reaches over its ends, so that what stands there depends on
 * nothing else.
 */
export interface Stretch extends Span {
  /** In order of reading. */
  readonly found: readonly EntityMention[];
  /** Placed ones, in the order of a sidecar. */
  readonly decisions: readonly MentionDecision[];
}

/**
 * The smallest stretches that hold everything, in order of reading.
 * @param decisions those that have a place
 */
export function stretchesOf(
  found: readonly EntityMention[],
  decisions: readonly MentionDecision[],
): readonly Stretch[] {
  const mentions = found
    .map((mention) => ({ mention, place: extent(mention) }))
    .sort((a, b) => bySpan(a.place, b.place));
  const decided = [...decisions].sort(inReading);
  const stretches: Stretch[] = [];
  for (let [mention, decision] = [0, 0]; mention < mentions.length || decision < decided.length; ) {
    const [firstMention, firstDecision] = [mention, decision];
    const start = Math.min(
      mentions[mention]?.place.start ?? Number.POSITIVE_INFINITY,
      decided[decision]?.place.start ?? Number.POSITIVE_INFINITY,
    );
    let end = start + 1;
    for (let reach = 0; reach < end; ) {
      reach = end;
      for (; mention < mentions.length && mentions[mention]!.place.start < end; mention++)
        end = Math.max(end, mentions[mention]!.place.end);
      for (; decision < decided.length && decided[decision]!.place.start < end; decision++)
        end = Math.max(end, spanOf(decided[decision]!.place).end);
    }
    stretches.push({
      start,
      end,
      found: mentions.slice(firstMention, mention).map((each) => each.mention),
      decisions: decided.slice(firstDecision, decision),
    });
  }
  return stretches;
}

const inReading = (a: MentionDecision, b: MentionDecision): number =>
  a.place.start - b.place.start || (a.id < b.id ? -1 : 1);

/** Numbers, from and up to, of the stretches that share a unit with a span. */
export function touched(stretches: readonly Span[], { start, end }: Span): readonly [number, number] {
  return [
    countUntil(stretches, (stretch) => stretch.end > start),
    countUntil(stretches, (stretch) => stretch.start >= end),
  ];
}
