/**
 * How long to wait before a worker is started again.
 * @param ends how often it has ended since it last gave a result; at least 1
 * @returns milliseconds: none after the first end, then doubling up to 5 s, so that a hopeless case costs next to nothing
 */
export const restartDelay = (ends: number): number =>
  ends <= 1 ? 0 : Math.min(5_000, 100 * 2 ** (ends - 2));
