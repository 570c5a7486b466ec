import type { CurationItem, ItemState } from './curationItem';

/** Who decided and when, in the time of this computer. */
export function decidedBy(
  state: ItemState | 'finished',
  { by, when, note }: NonNullable<CurationItem['decided']>,
): string {
  // What a corpus file says itself has no name and no time.
  if (when === '') return ['In the file itself', note].filter(Boolean).join(': ');
  const what = state === 'lost' || state === 'disputed' ? 'decided' : state === 'note' ? 'written' : state;
  const time = new Date(when);
  const at = Number.isNaN(time.getTime())
    ? when
    : time.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const sentence = `${what[0]!.toUpperCase()}${what.slice(1)} by ${by || 'somebody'}, ${at}`;
  return note ? `${sentence}: ${note}` : sentence;
}
