import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../platform/failure';
import { describeAccess } from '../platform/textFile';
import type { RunEvent } from '../runs/runEvent';
import { runFiles } from '../runs/runFiles';

/**
 * The log of a run folder: one event a line, with the time it was written. A resumed run goes on in the same file. A line is with the system before the
 * next thing is done, so that a process which is killed has told everything that a checkpoint knows.
 */
export class RunLog {
  private failure: NodeJS.ErrnoException | undefined;
  private torn = false;

  private constructor(
    private readonly path: string,
    private readonly file: number,
    private taken: number,
  ) {}

  static async open(folder: string, goesOn: boolean): Promise<RunLog> {
    const path = join(folder, runFiles.log);
    const before = goesOn && existsSync(path) ? await readFile(path, 'utf8') : '';
    const log = new RunLog(path, openSync(path, goesOn ? 'a' : 'w'), secondsIn(before));
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

  /** @throws Failure with a sentence where a line could not be written: no training ends because its log cannot grow */
  close(): void {
    closeSync(this.file);
    if (this.failure) throw new Failure(`${describeAccess(this.path, this.failure)}.`);
  }

  #append(text: string): void {
    // A line that could be written in part alone takes no later one with it.
    const bytes = Buffer.from(this.torn ? `\n${text}` : text);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
      this.torn = false;
    } catch (error) {
      this.torn = true;
      this.failure ??= error as NodeJS.ErrnoException;
    }
  }
}

/** Seconds of all steps in the content of a log; a line that a crash cut off counts nothing. */
export function secondsIn(log: string): number {
  return [...log.matchAll(/"seconds":([\d.e-]+)/g)].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}
