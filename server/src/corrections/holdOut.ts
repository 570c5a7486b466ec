import { groupsOf } from '../corpus/overlap/groups';
import { randomSequence } from '../numbers/randomNumbers';
import { finished } from '../terminology/candidates/slices';

/** What is held out where nobody says otherwise. */
export const usualHeldOutShare = 0.2;

/** What a document is told apart by. Names of documents in two folders may be the same. */
interface Drawn {
  /** The path below the folder that it was found in, without that folder's name: it stays when a second folder is added. */
  readonly name: string;
  readonly text: string;
}

/**
 * Holds documents out by their names and a seed. A document stays on its side when others come: a model that has learned from corrections before must not be
 * measured on what it learned. Versions of one text go together; at least one group is on each side where there are two.
 * @param share about so much of the documents, from 0 to 1
 */
export function holdOut<T extends Drawn>(
  documents: readonly T[],
  share: number,
  seed: number,
): { kept: T[]; heldOut: T[] } {
  const group = finished(groupsOf(documents.map(({ text }, place) => ({ id: `${place}`, text }))));
  const keys = new Map<number, number>();
  for (const [place, { name }] of documents.entries()) {
    const key = randomSequence(seed, 'held-out corrections', name)();
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
