import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';

/** How a process ended. */
export interface Ending {
  /** True where it crashed or gave up by itself; false where a signal from outside ended it (a person, the out-of-memory killer). */
  readonly crashed: boolean;
  /** A clause that fits behind "the worker": `was ended by SIGKILL`, `ended with code 1: Error: …`. */
  readonly how: string;
}

export interface ForkedProcessEvents<Incoming> {
  message(message: Incoming): void;
  /** A line that the process printed. */
  printed(line: string): void;
  /** Called once; no message comes afterwards. */
  ended(ending: Ending): void;
}

const signalsFromOutside = new Set<string | null>(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

const unbounded = { execPath: process.execPath, execArgv: [] as string[] };

/**
 * On Linux a shell bounds its data segment, which is all memory that is written to, and then becomes Node; the process id stays.
 * Elsewhere such a bound does not exist or is not kept.
 */
function boundedTo(memory: number): typeof unbounded {
  const shell = '/bin/sh';
  if (process.platform !== 'linux' || !existsSync(shell)) return unbounded;
  const kibibytes = String(Math.floor(memory / 1024));
  return {
    execPath: shell,
    execArgv: ['-c', 'ulimit -d "$0" 2>/dev/null; exec "$@"', kibibytes, process.execPath],
  };
}

/**
 * A Node process of our own, which speaks in structured-clone messages.
 *
 * Its standard output is kept apart from ours, which may be the connection to an editor. It dies with us, since its main
 * module leaves on `disconnect`.
 */
export class ForkedProcess<Incoming, Outgoing extends object> {
  readonly #child: ChildProcess;
  #lastLine = '';
  #over = false;

  /** @param memory bytes that it may hold at most, where the system can see to that; asking for more fails in it */
  constructor(module: string, events: ForkedProcessEvents<Incoming>, memory?: number) {
    this.#child = fork(module, [], {
      ...(memory === undefined ? unbounded : boundedTo(memory)),
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const printed = (text: string) => {
      for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
        // The first line after a stack trace's frames is what a person can use; the frames are for the log.
        if (!/^\s+at |^Node\.js v/.test(line)) this.#lastLine = line.trim();
        events.printed(line);
      }
    };
    this.#child.stdout?.setEncoding('utf8').on('data', printed);
    this.#child.stderr?.setEncoding('utf8').on('data', printed);
    this.#child.on('message', (message) => {
      if (!this.#over) events.message(message as Incoming);
    });
    const end = (ending: Ending) => {
      if (this.#over) return;
      this.#over = true;
      events.ended(ending);
    };
    this.#child.on('error', (error) => {
      // Also raised when a message cannot be sent; `close` then tells how it ended. Without a pid it never started.
      if (this.#child.pid === undefined)
        end({ crashed: true, how: `could not be started: ${error.message}` });
    });
    this.#child.on('close', (code, signal) =>
      end({
        crashed: !signalsFromOutside.has(signal),
        how:
          signal !== null
            ? `was ended by ${signal}`
            : `ended with code ${code}${this.#lastLine ? `: ${this.#lastLine}` : ''}`,
      }),
    );
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Messages to a process that is about to end are lost without an error: its `ended` follows. */
  send(message: Outgoing): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Ends the process at once, whatever it is doing; `ended` is called when it has gone. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends the process and forgets it: no event comes any more. */
  dispose(): void {
    this.#over = true;
    this.kill();
  }
}
