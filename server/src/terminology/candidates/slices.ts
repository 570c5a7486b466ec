import { setImmediate } from 'node:timers/promises';

/** How long work goes on before others get their turn: short enough that a message is answered as if nothing else were done. */
const slice = 15;

/** Settles when a piece of work that nobody waits for may begin. */
export type Turn = () => Promise<void>;

/** After all that has arrived meanwhile. */
const afterOthers: Turn = () => setImmediate();

/**
 * Runs work that pauses now and then to its end, letting the process answer in between.
 * @param turn is asked before each slice
 */
export async function inSlices<T>(work: Generator<void, T>, turn: Turn = afterOthers): Promise<T> {
  for (;;) {
    await turn();
    const started = performance.now();
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() - started < slice);
  }
}

/** Runs work to its end at once. */
export function finished<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
