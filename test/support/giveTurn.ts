import { raisePriority } from '../../server/src/platform/lowPriority';
import { followRun } from '../../server/src/runs/followRun';

/**
 * Gives a run its turn on the processor as soon as its folder tells of a process, and again whenever it tells more: the product has it wait for everything else
 * on the computer, the other tests among it, and a test waits for the run.
 * @returns leaves off
 */
export const giveTurn = (folder: string): (() => void) =>
  followRun(folder, {
    events: () => {},
    state: (state) => {
      if (state?.pid !== undefined) raisePriority(state.pid);
    },
  });
