import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createWhole } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { birthOf, isRunning } from '../platform/processLife';
import { runFiles } from './runFiles';

/** The process that is at work in a run folder. */
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

const lockOf = (folder: string): string => join(folder, runFiles.lock);

/** @returns the process that is at work in the folder; undefined where there is none, even if one has left its lock behind */
export async function holderOf(folder: string): Promise<Holder | undefined> {
  const holder = await lastHolderOf(folder);
  return holder && (await isAtWork(lockOf(folder), holder)) ? holder : undefined;
}

/** As `holderOf`; also one that is gone and could not take its lock away. */
export const lastHolderOf = (folder: string): Promise<Holder | undefined> => read(lockOf(folder));

/** The right to work in a run folder. One process has it at a time. */
export class RunLock {
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
   * @param folder must be there
   * @param lost called where the lock is somebody else's all of a sudden
   * @throws Failure with a sentence where another process is at work
   */
  static async take(folder: string, lost: () => void): Promise<RunLock> {
    const path = lockOf(folder);
    const { pid } = process;
    const holder: Holder = { pid, host: hostname(), birth: birthOf(pid), token: randomUUID() };
    while (!(await createWhole(path, JSON.stringify(holder)))) {
      const other = await read(path);
      if (other && (await isAtWork(path, other))) {
        const where = other.host === holder.host ? '' : ` on ${other.host}`;
        throw new Failure(
          `${folder} is being trained in by another process (${other.pid}${where}). Wait for its end or stop it, or give another folder.`,
        );
      }
      await remove(path, other);
    }
    return new RunLock(path, holder, lost);
  }

  async release(): Promise<void> {
    clearInterval(this.beat);
    this.released = true;
    if ((await read(this.path))?.token === this.holder.token) await rm(this.path, { force: true });
  }

  /** A lock that somebody has deleted, thinking it left over, is put back. */
  async #breathe(lost: () => void): Promise<void> {
    const found = await read(this.path);
    if (this.released) return;
    if (found === undefined) await createWhole(this.path, JSON.stringify(this.holder)).catch(() => {});
    else if (found.token !== this.holder.token) return lost();
    const now = new Date();
    await utimes(this.path, now, now).catch(() => {});
  }
}

/** On this computer a process is known by its number and its birth; elsewhere only by how lately it has set the lock's time. */
async function isAtWork(path: string, { pid, host, birth }: Holder): Promise<boolean> {
  if (host === hostname()) {
    if (!isRunning(pid)) return false;
    if (birth !== undefined) return birthOf(pid) === birth;
  }
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < silence;
}

/** @returns undefined where there is no lock, or one that says nothing */
async function read(path: string): Promise<Holder | undefined> {
  try {
    const found = JSON.parse(await readFile(path, 'utf8'));
    return typeof found.pid === 'number' && typeof found.token === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Takes away a lock that nobody holds. Two may find it at once: what was moved aside must be what was judged, or it goes back. */
async function remove(path: string, stale: Holder | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}.old`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await read(aside);
  if (moved?.token !== stale?.token) await createWhole(path, JSON.stringify(moved));
  await rm(aside, { force: true });
}
