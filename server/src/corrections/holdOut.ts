import { groupsOf } from '../corpus/overlap/groups';
import { randomSequence } from '../numbers/randomNumbers';
import { finished } from '../terminology/candidates/slices';

/** What is held out where nobody says otherwise. */
export const usualHeldOutShare = 0.2;

/**
 * Holds documents out by their ids and a seed. A document stays on its side when others come: a model that has learned from corrections before must not be
 * measured on what it learned. Versions of one text go together; at least one group is on each side where there are two.
 * @param share about so much of the documents, from 0 to 1
 */
export function holdOut<T extends { readonly id: string; readonly text: string }>(
  documents: readonly T[],
  share: number,
  seed: number,
): { kept: T[]; heldOut: T[] } {
  const group = finished(groupsOf(documents));
  const keys = new Map<number, number>();
  for (const [place, { id }] of documents.entries()) {
    const key = randomSequence(seed, 'held-out corrections', id)();
    keys.set(group[place]!, Math.min(key, keys.get(group[place]!) ?? 1));
  }
  const sorted = [...keys.values()].sort((a, b) => a - b);
  const below = sorted.filter((key) => key < share).length;
  const count = sorted.length < 2 ? 0 : Math.min(Math.max(below, 1), sorted.length - 1);
  const out = new Set(sorted.slice(0, count));
  const isOut = (place: number) => out.has(keys.get(group[place]!)!);
  return {
    kept: documents.filter((_, place) => !isOut(place)),
    heldOut: documents.filter((_, place) => isOut(place)),
  };
}
