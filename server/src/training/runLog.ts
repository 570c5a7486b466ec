import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** The `log.jsonl` of a run folder: one event a line, with the time it was written. A resumed run goes on in the same file. */
export class RunLog {
  private pending: Promise<unknown> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  static async open(folder: string, goesOn: boolean): Promise<RunLog> {
    return new RunLog(await open(join(folder, 'log.jsonl'), goesOn ? 'a' : 'w'));
  }

  write(event: object): void {
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
