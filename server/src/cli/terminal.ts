import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** The three streams of a command: data comes in and goes out, and everything meant for the person goes to the third. */
export class Terminal {
  readonly #progress: boolean;
  #shown = '';

  constructor(
    readonly stdin: Readable,
    readonly stdout: Writable & { isTTY?: boolean },
    readonly stderr: Writable & { isTTY?: boolean },
  ) {
    this.#progress = stderr.isTTY === true;
  }

  /** Writes data, and waits where the reader at the other end is slower. */
  async write(text: string): Promise<void> {
    if (text === '') return;
    this.clearProgress();
    if (!this.stdout.write(text)) await once(this.stdout, 'drain');
  }

  /** One line for the person. */
  tell(line: string): void {
    this.clearProgress();
    this.stderr.write(`${line}\n`);
  }

  /** Replaces the line of progress; nothing where no person looks on. */
  progress(line: string): void {
    if (!this.#progress || line === this.#shown) return;
    this.stderr.write(`\r\u001b[K${line}`);
    this.#shown = line;
  }

  clearProgress(): void {
    if (this.#shown === '') return;
    this.stderr.write('\r\u001b[K');
    this.#shown = '';
  }

  /** Colours are for a person at a terminal who has not asked for none. @see https://no-color.org */
  get coloured(): boolean {
    if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== '0') return true;
    return this.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  }
}
