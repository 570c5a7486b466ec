/**
 * Which mention comes next.
 * @param starts offsets of the mentions, ascending
 * @returns an index into `starts`, around the ends; undefined where there is none
 */
export function mentionFrom(
  starts: readonly number[],
  cursor: number,
  direction: 'next' | 'previous',
): number | undefined {
  if (starts.length === 0) return undefined;
  if (direction === 'next')
    return Math.max(
      0,
      starts.findIndex((start) => start > cursor),
    );
  const before = starts.findLastIndex((start) => start < cursor);
  return before >= 0 ? before : starts.length - 1;
}
