import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Problem } from '../annotation/problem';
import { clearTemporaries, writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { ProcessLock } from '../platform/processLock';
import { decodeText, describeAccess } from '../platform/textFile';
import { mergeSidecars } from './merge';
import { emptySidecar, readSidecar, type Sidecar, writeSidecar } from './sidecar';

/** Where the decisions on a document are kept: beside it. */
export const sidecarPath = (document: string): string => `${document}.curation`;

/** What a sidecar said when it was read. */
export interface ReadFile {
  readonly sidecar: Sidecar;
  readonly problems: readonly Problem[];
}

/**
 * Reads a sidecar; one that is not there, or is empty, has no decisions.
 * @throws Failure with a sentence where the file cannot be read, or is none
 */
export async function loadSidecar(path: string): Promise<ReadFile> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw new Failure(describeAccess(path, error));
  });
  if (bytes.length === 0) return { sidecar: emptySidecar, problems: [] };
  const { sidecar, problems } = readSidecar(decodeText(bytes, path));
  if (sidecar === undefined) throw new Failure(`${path}:1: ${problems[0]!.message}`);
  return { sidecar, problems };
}

/**
 * Writes a sidecar, whole or not at all. What somebody else has written since it was read is merged, not overwritten.
 * @param base what was read, or was written last
 * @returns what the file holds now
 * @throws Failure with a sentence where it cannot be written: no right to, a full disk
 */
export async function saveSidecar(path: string, base: Sidecar, sidecar: Sidecar): Promise<Sidecar> {
  const refused = (error: NodeJS.ErrnoException) => {
    throw error instanceof Failure
      ? error
      : new Failure(`${describeAccess(path, error)}. Nothing was written; the decisions are only in memory.`);
  };
  await access(`${dirname(path)}/.`, constants.W_OK).catch(refused);
  const lock = await takeLock(path);
  try {
    await clearTemporaries(path);
    const { sidecar: found } = await loadSidecar(path);
    const merged = mergeSidecars(base, sidecar, found);
    const text = writeSidecar(merged);
    if (text !== writeSidecar(found)) await writeAtomically(path, [Buffer.from(text, 'utf8')]);
    return merged;
  } catch (error) {
    return refused(error as NodeJS.ErrnoException);
  } finally {
    await lock.release();
  }
}

/** How often, and after how many milliseconds, it is tried again while another window saves. */
const [mostTries, pause] = [100, 50];

async function takeLock(path: string): Promise<ProcessLock> {
  // Its name begins otherwise than those of the sidecar's own unfinished copies, which whoever has the lock clears away.
  const lockPath = join(dirname(path), `.${basename(path)}.lock`);
  for (let tries = 1; ; tries++) {
    let isTaken = false;
    try {
      return await ProcessLock.take(lockPath, {
        taken: ({ pid }, where) => {
          isTaken = true;
          return `${path} is being written by another process (${pid}${where}). Try again when it is done.`;
        },
        // Saving takes milliseconds; whoever takes a lock over meanwhile compares the content as well.
        lost: () => {},
      });
    } catch (error) {
      if (!isTaken || tries >= mostTries) throw error;
      await setTimeout(pause);
    }
  }
}
