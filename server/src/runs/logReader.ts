import { open } from 'node:fs/promises';
import type { LoggedEvent } from './runEvent';

/** So many bytes are read at a time. */
const piece = 1 << 20;

/** Reads a log that grows, each line once. What has no line end yet is left for later, and what a crash tore apart is passed over. */
export class LogReader {
  #offset = 0;
  /** Bytes of a line whose end has not been read. */
  #rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);

  constructor(private readonly path: string) {}

  /**
   * @returns the events that came since the last call; nothing where there is no such file yet
   * `again` where the file is shorter than it was: another run, whose events come from the first on
   */
  async read(): Promise<{ events: LoggedEvent[]; again: boolean }> {
    const file = await open(this.path).catch(() => undefined);
    if (!file) return { events: [], again: this.#restart(0) };
    try {
      const again = this.#restart((await file.stat()).size);
      const events: LoggedEvent[] = [];
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(piece), 0, piece, this.#offset);
        if (bytesRead === 0) return { events, again };
        this.#offset += bytesRead;
        events.push(...this.#take(buffer.subarray(0, bytesRead)));
      }
    } finally {
      await file.close();
    }
  }

  #restart(size: number): boolean {
    if (size >= this.#offset) return false;
    this.#offset = 0;
    this.#rest = Buffer.alloc(0);
    return true;
  }

  #take(bytes: Buffer): LoggedEvent[] {
    const end = bytes.lastIndexOf(10) + 1;
    const whole = Buffer.concat([this.#rest, bytes.subarray(0, end)]);
    if (end === 0) {
      this.#rest = Buffer.concat([this.#rest, bytes]);
      return [];
    }
    this.#rest = Buffer.from(bytes.subarray(end));
    return eventsIn(whole.toString('utf8'));
  }
}

/** The events of whole lines. */
export const eventsIn = (lines: string): LoggedEvent[] =>
  lines.split('\n').flatMap((line) => {
    try {
      const event = JSON.parse(line);
      return typeof event?.type === 'string' ? [event as LoggedEvent] : [];
    } catch {
      return [];
    }
  });
