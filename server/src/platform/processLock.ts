import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createWhole } from './atomicFile';
import { Failure } from './failure';
import { birthOf, isRunning } from './processLife';
import { describeAccess } from './textFile';

/** The process that has a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** See `birthOf`. */
  readonly birth?: string;
  /** Tells this lock from any other. */
  readonly token: string;
}

/** The lock's time is set this often, in milliseconds. */
const heartbeat = 2_000;
/** Where a process cannot be told by its number, a lock whose time is older than this is nobody's. */
const silence = 60_000;
/** How often, and after how many milliseconds, one that nobody holds is tried again: on Windows a file that somebody reads cannot be moved. */
const [mostTries, pause] = [20, 50];

/** @returns the process that has the lock; undefined where there is none, even if one has left its lock behind */
export async function holderOf(path: string): Promise<Holder | undefined> {
  const holder = await lastHolderOf(path);
  return holder && (await isAtWork(path, holder)) ? holder : undefined;
}

/** As `holderOf`; also one that is gone and could not take its lock away. Undefined as well where the file says nothing. */
export async function lastHolderOf(path: string): Promise<Holder | undefined> {
  try {
    const found = JSON.parse(await readFile(path, 'utf8'));
    return typeof found.pid === 'number' && typeof found.token === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

interface LockOptions {
  /** The sentence for those who come while another process has it. @param where of its computer, where that is another one: ` on its-name` */
  readonly taken: (holder: Holder, where: string) => string;
  /** Called where the lock is somebody else's all of a sudden, or its folder is gone. */
  readonly lost: () => void;
}

/** The right to do what one process does at a time, as a file that names it. It outlives no process: what one leaves that was killed is nobody's. */
export class ProcessLock {
  private readonly beat: NodeJS.Timeout;
  private released = false;

  private constructor(
    private readonly path: string,
    readonly holder: Holder,
    lost: () => void,
  ) {
    this.beat = setInterval(() => void this.#breathe(lost), heartbeat);
    this.beat.unref();
  }

  /**
   * @param path in a folder that is there
   * @throws Failure with a sentence where another process has it, or it cannot be written
   */
  static async take(path: string, { taken, lost }: LockOptions): Promise<ProcessLock> {
    const { pid } = process;
    const holder: Holder = { pid, host: hostname(), birth: birthOf(pid), token: randomUUID() };
    for (let tries = 1; !(await create(path, holder)); tries++) {
      const other = await lastHolderOf(path);
      if (other && (await isAtWork(path, other)))
        throw new Failure(taken(other, other.host === holder.host ? '' : ` on ${other.host}`));
      if (await remove(path, other)) continue;
      if (tries >= mostTries)
        throw new Failure(`${path} was left by a process that is gone, and cannot be removed. Delete it.`);
      await setTimeout(pause);
    }
    return new ProcessLock(path, holder, lost);
  }

  /** One that cannot be taken away is nobody's as soon as this process has ended. */
  async release(): Promise<void> {
    clearInterval(this.beat);
    this.released = true;
    if ((await lastHolderOf(this.path))?.token === this.holder.token)
      await rm(this.path, { force: true }).catch(() => {});
  }

  /** A lock that somebody has deleted, thinking it left over, is put back. */
  async #breathe(lost: () => void): Promise<void> {
    const found = await lastHolderOf(this.path);
    if (this.released) return;
    if (found === undefined) {
      const refused = await createWhole(this.path, JSON.stringify(this.holder)).catch(({ code }) => code);
      if (refused === 'ENOENT') return lost();
    } else if (found.token !== this.holder.token) return lost();
    const now = new Date();
    await utimes(this.path, now, now).catch(() => {});
  }
}

/**
 * Does what one process does at a time.
 * @param what names it in a sentence: `the download of a model`
 * @param run its signal is aborted where another process takes the work over
 * @throws Failure with a sentence where another process is at it; what `run` throws
 */
export async function whileLocked<T>(
  path: string,
  what: string,
  run: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const lock = await ProcessLock.take(path, {
    taken: ({ pid }, where) => `Another process (${pid}${where}) is at ${what}.`,
    lost: () => lost.abort(new Failure(`Another process has taken over ${what}.`)),
  });
  try {
    return await run(lost.signal);
  } finally {
    await lock.release();
  }
}

const create = (path: string, holder: Holder): Promise<boolean> =>
  createWhole(path, JSON.stringify(holder)).catch((error) => {
    throw new Failure(`${describeAccess(path, error)}.`);
  });

/** On this computer a process is known by its number and its birth; elsewhere only by how lately it has set the lock's time. */
async function isAtWork(path: string, { pid, host, birth }: Holder): Promise<boolean> {
  if (host === hostname()) {
    if (!isRunning(pid)) return false;
    if (birth !== undefined) return birthOf(pid) === birth;
  }
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < silence;
}

/**
 * Takes away a lock that nobody holds. Two may find it at once: what was moved aside must be what was judged, or it goes back.
 * @returns false where it cannot be moved
 */
async function remove(path: string, stale: Holder | undefined): Promise<boolean> {
  const aside = `${path}.${randomUUID()}.old`;
  try {
    await rename(path, aside);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  const moved = await lastHolderOf(aside);
  if (moved?.token !== stale?.token) await createWhole(path, JSON.stringify(moved));
  await rm(aside, { force: true, recursive: true });
  return true;
}
