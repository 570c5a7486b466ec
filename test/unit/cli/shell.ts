import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { run } from '../../../server/src/cli/run';
import { Terminal } from '../../../server/src/cli/terminal';

/** Keeps what is written to it. */
class Sink extends Writable {
  readonly #chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** Runs `biogloss …` in this process, with these bytes as its standard input. */
export async function biogloss(args: readonly string[], stdin: string | Buffer = '') {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const exitCode = await run(args, new Terminal(Readable.from([Buffer.from(stdin)]), stdout, stderr));
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** A folder with these files (path → contents) that goes when the test ends; gives the path of one of them. */
export function files(t: TestContext, contents: Record<string, string | Buffer>): (path: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return (path) => join(folder, path);
}
