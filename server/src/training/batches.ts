import { randomSequence } from '../numbers/randomNumbers';

/**
 * The batches of one epoch: the same for the same seed and epoch, so that a resumed run sees the same data.
 *
 * Items of like length go together, since all are padded to the longest; which ones meet, and the order of the batches, is drawn anew
 * for each epoch.
 * @param length padded length that an item asks for
 * @param limit the most that a batch may hold, padding included; a longer item is a batch of its own
 */
export function drawBatches<T>(
  items: readonly T[],
  length: (item: T) => number,
  limit: number,
  seed: number,
  epoch: number,
): T[][] {
  const random = randomSequence(seed, 'batches', epoch);
  // A little noise on the lengths, so that not the same items meet in every epoch.
  const sorted = items
    .map((item) => ({ item, key: length(item) * (1 + 0.1 * random()) }))
    .sort((a, b) => b.key - a.key)
    .map(({ item }) => item);
  const batches: T[][] = [];
  let current: T[] = [];
  let longest = 0;
  for (const item of sorted) {
    const padded = Math.max(longest, length(item));
    if (current.length > 0 && padded * (current.length + 1) > limit) {
      batches.push(current);
      current = [];
      longest = 0;
    }
    current.push(item);
    longest = Math.max(longest, length(item));
  }
  if (current.length > 0) batches.push(current);
  return shuffle(batches, random);
}

/** In place, by Fisher and Yates. */
function shuffle<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
