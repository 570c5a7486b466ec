import { type CurationItem, comparePositions, type Stretch } from './curationItem';

/**
 * The mentions that a selection is about: the one that is selected, or all that lie in it; of a cursor or some words inside mentions the smallest. Where
 * the same words are marked and rejected, the mark counts.
 */
export function itemsAt(items: readonly CurationItem[], selection: Stretch): readonly CurationItem[] {
  const mentions = items.filter((item) => item.kind === 'mention');
  const selected = mentions.filter(({ place }) => place && isSame(place, selection));
  if (selected.length > 0) return [selected.find(({ state }) => state !== 'rejected') ?? selected[0]!];
  const isEmpty = comparePositions(selection.start, selection.end) === 0;
  const inside = isEmpty ? [] : mentions.filter(({ place }) => place && contains(selection, place));
  if (inside.length > 0) return inside;
  const around = mentions.filter(({ place }) => place && contains(place, selection));
  const [smallest] = around.sort(
    (a, b) =>
      Number(a.state === 'rejected') - Number(b.state === 'rejected') ||
      (contains(b.place!, a.place!) ? -1 : 1),
  );
  return smallest ? [smallest] : [];
}

const contains = (outer: Stretch, inner: Stretch): boolean =>
  comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;

const isSame = (a: Stretch, b: Stretch): boolean => contains(a, b) && contains(b, a);

/** What a mention has become whose boundaries were moved: the decided one that shares words with it. In a corpus file the model may have just that. */
export function itemAfter(
  items: readonly CurationItem[],
  { place, type }: CurationItem,
): CurationItem | undefined {
  const shares = ({ start, end }: Stretch) =>
    place && comparePositions(start, place.end) < 0 && comparePositions(place.start, end) < 0;
  return items.find(
    (item) =>
      item.kind === 'mention' &&
      item.type === type &&
      (item.state === 'corrected' || item.state === 'added' || item.state === 'accepted') &&
      item.place &&
      shares(item.place),
  );
}
