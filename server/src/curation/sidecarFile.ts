import { constants } from 'node:fs';
import { access, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Problem } from '../annotation/problem';
import { clearTemporaries, writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { ProcessLock } from '../platform/processLock';
import { decodeText, describeAccess } from '../platform/textFile';
import { mergeSidecars } from './merge';
import { emptySidecar, readSidecar, type Sidecar, writeSidecar, writtenPieces } from './sidecar';

export const sidecarEnding = '.curation';

/** Where the decisions on a document are kept: beside it. */
export const sidecarPath = (document: string): string => `${document}${sidecarEnding}`;

/** A sidecar as it was read from the disk, or written there. */
export interface ReadFile {
  readonly sidecar: Sidecar;
  readonly problems: readonly Problem[];
  /** Undefined where there is no file. */
  readonly bytes?: Buffer;
  /** What the file was when it was read, and what would be written for that: people write the same thing in other ways. */
  readonly original: { readonly bytes?: Buffer; readonly canonical: Buffer };
}

/** No file, and no decisions. */
export const emptyFile: ReadFile = readSidecarBytes('', undefined);

/**
 * Reads a sidecar; one that is not there, or is empty, has no decisions.
 * @param before what it held when it was last read or written: decisions that stand there unchanged are the very same
 * @throws Failure with a sentence where the file cannot be read, or is none
 */
export async function loadSidecar(path: string, before = emptyFile): Promise<ReadFile> {
  return readSidecarBytes(path, await bytesOf(path), before);
}

/** @returns undefined where there is no file */
async function bytesOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Failure(describeAccess(path, error));
  });
}

/** @throws Failure with a sentence where the bytes are no sidecar @see loadSidecar */
export function readSidecarBytes(path: string, bytes: Buffer | undefined, before?: ReadFile): ReadFile {
  const { sidecar, problems } = bytes?.length
    ? readSidecar(decodeText(bytes, path), before?.sidecar.decisions)
    : { sidecar: emptySidecar, problems: [] };
  if (sidecar === undefined) throw new Failure(`${path}:1: ${problems[0]!.message}`);
  return { sidecar, problems, bytes, original: { bytes, canonical: Buffer.from(writeSidecar(sidecar)) } };
}

/**
 * Writes a sidecar, whole or not at all. What somebody else has written since it was read is merged, not overwritten. Decisions that are again what
 * they were when the file was read give its bytes back; a file of which nothing is left goes.
 * @param base what was read, or was written last
 * @returns what the file holds now; its decisions are the very ones of `sidecar` where nobody else has written
 * @throws Failure with a sentence where it cannot be written: no right to, a full disk
 */
export async function saveSidecar(path: string, base: ReadFile, sidecar: Sidecar): Promise<ReadFile> {
  const refused = (error: NodeJS.ErrnoException) => {
    throw error instanceof Failure
      ? error
      : new Failure(`${describeAccess(path, error)}. Nothing was written; the decisions are only in memory.`);
  };
  await access(`${dirname(path)}/.`, constants.W_OK).catch(refused);
  const lock = await takeLock(path);
  try {
    await clearTemporaries(path);
    const onDisk = await bytesOf(path);
    const found = isSame(onDisk, base.bytes) ? base : readSidecarBytes(path, onDisk, base);
    const merged = found === base ? sidecar : mergeSidecars(base.sidecar, sidecar, found.sidecar);
    const canonical = await encoded(merged);
    const { original } = found;
    const isNothing = isSame(canonical, emptyFile.original.canonical);
    const bytes = isSame(canonical, original.canonical) ? original.bytes : isNothing ? undefined : canonical;
    if (!isSame(bytes, onDisk)) {
      if (bytes === undefined) await rm(path);
      else await writeAtomically(path, [bytes]);
    }
    // Lines that were not understood have other numbers now.
    const problems =
      found.problems.length > 0 && bytes
        ? readSidecar(decodeText(bytes, path), merged.decisions).problems
        : [];
    return { sidecar: merged, problems, bytes, original };
  } catch (error) {
    return refused(error as NodeJS.ErrnoException);
  } finally {
    await lock.release();
  }
}

/** Another's key, or word, is answered between two pieces. */
async function encoded(sidecar: Sidecar): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const piece of writtenPieces(sidecar)) {
    pieces.push(Buffer.from(piece));
    await setImmediate();
  }
  return Buffer.concat(pieces);
}

const isSame = (a: Buffer | undefined, b: Buffer | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.equals(b));

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
