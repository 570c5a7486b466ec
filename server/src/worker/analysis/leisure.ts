import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * So long after somebody was answered, in milliseconds, work that nobody waits for stands back: other processes draw the answer meanwhile, and
 * who has just typed will type on.
 */
const moment = 500;

/** Tells work that nobody waits for when it may go on. */
export class Leisure {
  #ends = 0;

  /** Somebody waits, or has just been answered. */
  interrupt(): void {
    this.#ends = performance.now() + moment;
  }

  /** Settles when nobody has waited for a moment. */
  readonly begins = async (): Promise<void> => {
    await setImmediate();
    for (let rest = this.#left(); rest > 0; rest = this.#left()) await setTimeout(rest);
  };

  #left(): number {
    return this.#ends - performance.now();
  }
}
