/**
 * How long to wait before a worker is started again.
 * @param ends how often it has ended since it last gave a result; at least 1
 * @returns milliseconds: none after the first end, then doubling up to a second
 */
export const restartDelay = (ends: number): number =>
  ends <= 1 ? 0 : Math.min(1_000, 100 * 2 ** (ends - 2));
