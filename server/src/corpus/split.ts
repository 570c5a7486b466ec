import type { AnnotatedDocument } from '../annotation/model';
import { randomSequence } from '../numbers/randomNumbers';
import { groupsOf } from './overlap/groups';

/** What is held out where a person gives no documents to choose by. */
export const usualShare = 0.1;

/**
 * Holds some items out, the same ones for the same seed. Both parts keep their order.
 * @param share of the items to hold out, from 0 to 1; at least one where there are two or more
 * @param groupOf items of the same group stay together, and a group that is larger than the share is never held out where others are not
 */
export function splitBySeed<T>(
  items: readonly T[],
  share: number,
  seed: number,
  groupOf: (place: number) => number = (place) => place,
): { kept: T[]; heldOut: T[] } {
  const random = randomSequence(seed, 'split');
  const groups = new Map<number, { key: number; places: number[] }>();
  for (const place of items.keys()) {
    const key = random();
    const group = groups.get(groupOf(place));
    if (group) group.places.push(place);
    else groups.set(groupOf(place), { key, places: [place] });
  }
  if (groups.size < 2) return { kept: [...items], heldOut: [] };
  const wanted = Math.max(1, Math.round(share * items.length));
  const ranked = [...groups.values()].sort((a, b) => a.key - b.key);
  const chosen = new Set<number>();
  for (const { places } of ranked)
    if (chosen.size + places.length <= wanted) for (const place of places) chosen.add(place);
  if (chosen.size === 0) {
    const smallest = ranked.reduce((best, each) => (each.places.length < best.places.length ? each : best));
    for (const place of smallest.places) chosen.add(place);
  }
  return {
    kept: items.filter((_, place) => !chosen.has(place)),
    heldOut: items.filter((_, place) => chosen.has(place)),
  };
}

/**
 * The same for documents: versions of one text and parts of one article stay together, so that nothing that is held out has been read elsewhere. Where
 * that is not to be had (reports that all follow one pattern are one group), documents are drawn one by one.
 */
export function* splitDocuments<T extends Pick<AnnotatedDocument, 'id' | 'text'>>(
  documents: readonly T[],
  share: number,
  seed: number,
): Generator<void, { kept: T[]; heldOut: T[] }> {
  const group = yield* groupsOf(documents);
  const split = splitBySeed(documents, share, seed, (place) => group[place]);
  const wanted = share * documents.length;
  const isFair = split.heldOut.length >= wanted / 2 && split.heldOut.length <= Math.max(1, 2 * wanted);
  return isFair ? split : splitBySeed(documents, share, seed);
}
