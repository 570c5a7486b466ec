import { type CurationItem, canBeDecided, comparePositions } from './curationItem';

/**
 * Undecided items, the most uncertain first; those that are alike in that in order of reading. Relations come when the mentions that they are between have been
 * decided on: many of them go with a mention.
 */
export const reviewOrder = (items: readonly CurationItem[]): CurationItem[] =>
  items.filter((item) => item.state === 'undecided' && canBeDecided(item)).sort(compare);

/**
 * What a review shows after an item or before it, which need not be undecided any more. Around the ends: what was passed over comes again.
 * @param order as `reviewOrder` gives it
 * @param from where the review is; undefined at its beginning
 */
export function reviewStep(
  order: readonly CurationItem[],
  from: CurationItem | undefined,
  direction: 'next' | 'previous',
): CurationItem | undefined {
  if (!from) return direction === 'next' ? order[0] : order.at(-1);
  return direction === 'next'
    ? (order.find((item) => compare(item, from) > 0) ?? order[0])
    : (order.findLast((item) => compare(item, from) < 0) ?? order.at(-1));
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

/** How far a document's review has come: decided items of all that can be decided on. */
export function reviewProgress(items: readonly CurationItem[]): { decided: number; all: number } {
  const counted = items.filter(({ kind, state }) => kind !== 'decision' && state !== 'added');
  const undecided = reviewOrder(counted).length;
  const decided = counted.filter(({ state }) => state !== 'undecided').length;
  return { decided, all: decided + undecided };
}
