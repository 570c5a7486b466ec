import type { Run } from './command';

/**
 * The progress of a part of some work as that of the whole.
 * @param from what is done before it, and `to` after it, of 1
 * @param doing what the part does, in words; only what it says itself where not given
 */
export const partOf = (run: Run, from: number, to: number, doing?: string): Run => ({
  signal: run.signal,
  progress: (share, message) =>
    run.progress(from + (to - from) * share, doing && message ? `${doing}, ${message}` : (doing ?? message)),
});
