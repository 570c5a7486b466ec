import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingEvent } from './trainingEvent';

/** The `log.jsonl` of a run folder: one event a line, with the time it was written. A resumed run goes on in the same file. */
export class RunLog {
  private pending: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly file: FileHandle,
    private taken: number,
  ) {}

  static async open(folder: string, goesOn: boolean): Promise<RunLog> {
    const path = join(folder, 'log.jsonl');
    const before = goesOn && existsSync(path) ? secondsIn(await readFile(path, 'utf8')) : 0;
    return new RunLog(await open(path, goesOn ? 'a' : 'w'), before);
  }

  /** What the run's steps have taken, those before a stop included. */
  get seconds(): number {
    return this.taken;
  }

  write(event: TrainingEvent): void {
    if ('seconds' in event) this.taken += event.seconds;
    const line = `${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`;
    this.pending = this.pending.then(() => this.file.appendFile(line));
    // Until `close` tells of it nobody waits, and a rejection that nobody waits for would end the process.
    this.pending.catch(() => {});
  }

  /** @throws the file system's error where a line could not be written */
  async close(): Promise<void> {
    try {
      await this.pending;
    } finally {
      await this.file.close();
    }
  }
}

/** Seconds of all steps in the content of a `log.jsonl`; a line that a crash cut off counts nothing. */
export function secondsIn(log: string): number {
  return [...log.matchAll(/"seconds":([\d.e-]+)/g)].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}
