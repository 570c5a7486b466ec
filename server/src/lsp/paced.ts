/**
 * Runs a piece of work soon after it is asked for, however often it is asked for meanwhile, and never lets it take more than
 * a tenth of the time: after costly work the next waits longer.
 */
export class Paced {
  #timer?: NodeJS.Timeout;
  #rest = 0;

  /** @param work may say that it goes on afterwards: how many times as much it comes to as a whole */
  constructor(private readonly work: () => number | undefined) {}

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), this.#rest);
  }

  /** Runs at once, in place of the run that may be due. */
  now(): void {
    this.cancel();
    const began = performance.now();
    const times = this.work() ?? 1;
    this.#rest = Math.min(2_000, 10 * times * (performance.now() - began));
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
