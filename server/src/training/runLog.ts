import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '../runs/runEvent';
import { runFiles } from '../runs/runFiles';

/**
 * The log of a run folder: one event a line, with the time it was written. A resumed run goes on in the same file. A line is with the system before the
 * next thing is done, so that a process which is killed has told everything that a checkpoint knows.
 */
export class RunLog {
  private failure: unknown;

  private constructor(
    private readonly file: number,
    private taken: number,
  ) {}

  static async open(folder: string, goesOn: boolean): Promise<RunLog> {
    const path = join(folder, runFiles.log);
    const before = goesOn && existsSync(path) ? await readFile(path, 'utf8') : '';
    const log = new RunLog(openSync(path, goesOn ? 'a' : 'w'), secondsIn(before));
    // What a crash tore apart ends here, so that it takes no other line with it.
    if (before !== '' && !before.endsWith('\n')) log.#append('\n');
    return log;
  }

  /** What the run's steps have taken, those before a stop included. */
  get seconds(): number {
    return this.taken;
  }

  write(event: RunEvent): void {
    if ('seconds' in event) this.taken += event.seconds;
    this.#append(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
  }

  /** @throws the file system's error where a line could not be written: no training ends because its log cannot grow */
  close(): void {
    closeSync(this.file);
    if (this.failure) throw this.failure;
  }

  #append(text: string): void {
    try {
      writeSync(this.file, text);
    } catch (error) {
      this.failure ??= error;
    }
  }
}

/** Seconds of all steps in the content of a log; a line that a crash cut off counts nothing. */
export function secondsIn(log: string): number {
  return [...log.matchAll(/"seconds":([\d.e-]+)/g)].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}
