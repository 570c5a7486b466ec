import { setImmediate } from 'node:timers/promises';
import type { Turn } from '../terminology/candidates/slices';

/**
 * The others' turn between two slices of long work: what has arrived is answered, timers run, and a training that is to stop stops there.
 * @returns a turn that throws the signal's reason once it is aborted
 */
export const turnUnless =
  (signal: AbortSignal | undefined): Turn =>
  async () => {
    await setImmediate();
    signal?.throwIfAborted();
  };
