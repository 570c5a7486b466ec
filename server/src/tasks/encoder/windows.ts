/** Words `start` to `end` (excluded) of a reading: what the encoder sees at once. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a long run of words into windows that overlap, so that every word is seen with context on both sides.
 * @param words how many there are
 * @param limit the longest window
 * @param overlap how many words two neighbours share, below `limit`
 * @returns windows of nearly equal length that cover everything; one window where `words` is within the limit, none where it is 0
 */
export function cutWindows(words: number, limit: number, overlap: number): Window[] {
  if (words === 0) return [];
  if (words <= limit) return [{ start: 0, end: words }];
  const count = Math.ceil((words - overlap) / (limit - overlap));
  const step = (words - limit) / (count - 1);
  return Array.from({ length: count }, (_, i) => {
    const start = Math.round(i * step);
    return { start, end: start + limit };
  });
}

/**
 * The same for words that take unlike room.
 * @param lengths room of each word, none more than `limit`
 * @param overlap room that two neighbours share at most
 */
export function cutWindowsByLength(lengths: readonly number[], limit: number, overlap: number): Window[] {
  const windows: Window[] = [];
  let start = 0;
  while (start < lengths.length) {
    let end = start;
    for (let room = limit; end < lengths.length && lengths[end] <= room; end++) room -= lengths[end];
    if (end === start) throw new Error(`The word ${start} takes ${lengths[start]} of a window's ${limit}.`);
    // What the last window has room for, it sees in front of it.
    if (end === lengths.length) start = firstWithin(lengths, end, limit);
    windows.push({ start, end });
    if (end === lengths.length) break;
    start = Math.max(start + 1, firstWithin(lengths, end, overlap));
  }
  return windows;
}

/** The first of the words up to `end` that together take no more than `room`; `end` itself where the last one takes more. */
function firstWithin(lengths: readonly number[], end: number, room: number): number {
  let first = end;
  for (let left = room; first > 0 && lengths[first - 1] <= left; first--) left -= lengths[first - 1];
  return first;
}

/**
 * For each word the window that sees most of its surroundings: where windows overlap, the one whose middle is nearest.
 * @returns one window index a word
 */
export function centreMost(words: number, windows: readonly Window[]): Int32Array {
  const owner = new Int32Array(words);
  let current = 0;
  for (let word = 0; word < words; word++) {
    const next = windows[current + 1];
    if (next && middleDistance(next, word) < middleDistance(windows[current], word)) current++;
    owner[word] = current;
  }
  return owner;
}

const middleDistance = ({ start, end }: Window, word: number): number =>
  Math.abs((start + end - 1) / 2 - word);
