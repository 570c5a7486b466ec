import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeAtomically } from '../platform/atomicFile';
import { raiseSession } from '../platform/lowPriority';
import { birthOf, isRunning } from '../platform/processLife';
import { type Holder, holderOf } from './lock';
import { runFiles } from './runFiles';

/** A run looks this often whether it shall stop, in milliseconds. */
const look = 250;
/** How long a run that was asked to stop may take to save what it has, in milliseconds. */
const grace = 30_000;

/**
 * Asks the process that is at work in a run folder to stop, and returns when none is at work any more. One that does not listen is ended: what it saved last
 * is whole.
 * @returns false where none was at work
 */
export async function stopRun(folder: string): Promise<boolean> {
  const holder = await holderOf(folder);
  if (!holder) return false;
  await writeAtomically(join(folder, runFiles.stop), [Buffer.from(holder.token)]);
  const until = Date.now() + grace;
  while ((await holderOf(folder))?.token === holder.token) {
    // Again and again: a process that has only begun lowers it once more. One that is ended needs its turn to go, too.
    if (holder.host === hostname()) raiseSession(holder.pid);
    if (Date.now() > until) end(holder);
    await setTimeout(look);
  }
  return true;
}

/** Only where it is known to be that process. */
function end({ pid, host, birth }: Holder): void {
  if (host === hostname() && isRunning(pid) && birthOf(pid) === birth) process.kill(pid, 'SIGKILL');
}

/** Calls back once when the process that holds the lock is asked to stop. @returns ends the watch */
export function whenAskedToStop(folder: string, { token }: Holder, asked: () => void): () => void {
  const timer = setInterval(() => {
    if (askedToStop(folder) !== token) return;
    clearInterval(timer);
    asked();
  }, look);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Reads it at once: a training computes between any two turns that it gives to others, and a file that is read in several is read late.
 * @returns the token of the lock whose holder shall stop; a request to an earlier one asks nobody
 */
export function askedToStop(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, runFiles.stop), 'utf8');
  } catch {
    return undefined;
  }
}

export const forgetStop = (folder: string): Promise<void> => rm(join(folder, runFiles.stop), { force: true });
