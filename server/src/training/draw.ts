import { randomSequence } from '../numbers/randomNumbers';
import type { TrainingConfig } from './trainingConfig';

/** So many of the items in an order that the keys decide: the same ones for the same keys, and fewer are among more. */
export function drawn<T>(items: readonly T[], most: number, ...keys: (number | string)[]): T[] {
  const random = randomSequence(...keys);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, most)
    .map(({ item }) => item);
}

/** The documents that a config learns from. */
export const shareOf = <T>(
  documents: readonly T[],
  { share, seed }: Pick<TrainingConfig, 'share' | 'seed'>,
): readonly T[] =>
  share === 1
    ? documents
    : drawn(documents, Math.ceil(share * documents.length), seed, 'share of the documents');
