/**
 * Runs a piece of work soon after it is asked for, however often it is asked for meanwhile, and never lets it take more than
 * a tenth of the time: after costly work the next waits longer.
 */
export class Paced {
  #timer?: NodeJS.Timeout;
  #rest = 0;

  constructor(private readonly work: () => void) {}

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), this.#rest);
  }

  /** Runs at once, in place of the run that may be due. */
  now(): void {
    this.cancel();
    const began = performance.now();
    this.work();
    this.#rest = Math.min(2_000, 10 * (performance.now() - began));
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
