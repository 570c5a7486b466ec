import { randomSequence } from '../numbers/randomNumbers';

/**
 * Holds some items out, the same ones for the same seed. Both parts keep their order.
 * @param share of the items to hold out, from 0 to 1; at least one where there are two or more
 */
export function splitBySeed<T>(
  items: readonly T[],
  share: number,
  seed: number,
): { kept: T[]; heldOut: T[] } {
  if (items.length < 2) return { kept: [...items], heldOut: [] };
  const random = randomSequence(seed, 'split');
  const ranked = items.map((_, index) => ({ index, key: random() })).sort((a, b) => a.key - b.key);
  const chosen = new Set(
    ranked.slice(0, Math.max(1, Math.round(share * items.length))).map(({ index }) => index),
  );
  return {
    kept: items.filter((_, index) => !chosen.has(index)),
    heldOut: items.filter((_, index) => chosen.has(index)),
  };
}
