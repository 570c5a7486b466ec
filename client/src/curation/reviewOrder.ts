import { type CurationItem, comparePositions } from './curationItem';

export const isUndecided = (item: CurationItem): boolean => item.state === 'undecided';

/**
 * What a review asks after an item or before it, which need not be undecided any more: what is undecided, the most uncertain first; what is alike in that in order
 * of reading. Relations come when the mentions that they are between have been decided on: many of them go with a mention. Around the ends: what was passed over
 * comes again.
 * @param items in any order: there may be thousands, and sorting them would take longer than a key may
 * @param from where the review is; undefined at its beginning
 */
export function reviewStep(
  items: readonly CurationItem[],
  from: CurationItem | undefined,
  direction: 'next' | 'previous',
): CurationItem | undefined {
  const order = direction === 'next' ? compare : (a: CurationItem, b: CurationItem) => compare(b, a);
  let following: CurationItem | undefined;
  let first: CurationItem | undefined;
  for (const item of items) {
    if (!isUndecided(item)) continue;
    if (!first || order(item, first) < 0) first = item;
    if (from && order(item, from) > 0 && (!following || order(item, following) < 0)) following = item;
  }
  return following ?? first;
}

const start = { line: 0, character: 0 };

function compare(a: CurationItem, b: CurationItem): number {
  return (
    Number(a.kind === 'relation') - Number(b.kind === 'relation') ||
    b.uncertainty - a.uncertainty ||
    comparePositions(a.place?.start ?? start, b.place?.start ?? start) ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}

/** How far a document's review has come: decided items of all that the model found. */
export function reviewProgress(items: readonly CurationItem[]): { decided: number; all: number } {
  let [decided, all] = [0, 0];
  for (const item of items) {
    if (item.kind === 'decision' || item.state === 'added') continue;
    if (item.state !== 'undecided') decided++;
    all++;
  }
  return { decided, all };
}
