import { setImmediate } from 'node:timers/promises';

/** How long work goes on before others get their turn: short enough that a message is answered as if nothing else were done. */
const slice = 15;

/** Runs work that pauses now and then to its end, letting the process answer in between. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let started = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - started < slice) continue;
    await setImmediate();
    started = performance.now();
  }
}

/** Runs work to its end at once. */
export function finished<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
