import { type CurationItem, plainRange, type Stretch } from './curationItem';

/** A mention of either concept. */
export interface EvidencePair {
  readonly subject: Stretch;
  readonly object: Stretch;
}

/** So many places are offered at most. */
const mostPairs = 20;

/**
 * Where a text may claim a relation: each mention of the subject with the mention of the object that is nearest to it, the nearest pair first.
 * @param offsetOf UTF-16 units from the start of the text
 */
export function evidencePairs(
  items: readonly CurationItem[],
  { subject, object }: { subject: string; object: string },
  offsetOf: (position: Stretch['start']) => number,
): readonly EvidencePair[] {
  const placesOf = (id: string) =>
    items
      .filter(
        ({ kind, state, concepts }) => kind === 'mention' && state !== 'rejected' && concepts.includes(id),
      )
      .flatMap(({ place }) =>
        place ? [{ place, start: offsetOf(place.start), end: offsetOf(place.end) }] : [],
      );
  const objects = placesOf(object);
  return placesOf(subject)
    .flatMap((one) => {
      const [nearest] = objects
        .map((other) => ({ other, gap: Math.max(one.start - other.end, other.start - one.end) }))
        .sort((a, b) => a.gap - b.gap);
      return nearest
        ? [
            {
              pair: { subject: plainRange(one.place), object: plainRange(nearest.other.place) },
              gap: nearest.gap,
            },
          ]
        : [];
    })
    .sort((a, b) => a.gap - b.gap)
    .slice(0, mostPairs)
    .map(({ pair }) => pair);
}
