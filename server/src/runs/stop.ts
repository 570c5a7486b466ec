import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { raisePriority } from '../platform/lowPriority';
import { birthOf, isRunning } from '../platform/processLife';
import type { Holder } from '../platform/processLock';
import { describeAccess } from '../platform/textFile';
import { holderOf } from './lock';
import { runFiles } from './runFiles';

/** A run looks this often whether it shall stop, in milliseconds. */
const look = 250;
/** How long a run that was asked to stop may take to save what it has, in milliseconds. */
const grace = 30_000;

/**
 * Asks the process that is at work in a run folder to stop, and returns when none is at work any more. One that does not listen is ended: what it saved last
 * is whole.
 * @returns false where none was at work
 * @throws Failure with a sentence where it can neither be asked nor ended from here
 */
export async function stopRun(folder: string): Promise<boolean> {
  const holder = await holderOf(folder);
  if (!holder) return false;
  await ask(folder, holder);
  const until = Date.now() + grace;
  while ((await holderOf(folder))?.token === holder.token) {
    // Again and again: a process that has only begun lowers it once more. One that is ended needs its turn to go, too.
    if (holder.host === hostname()) raisePriority(holder.pid);
    if (Date.now() > until && !signalled(holder, 'SIGKILL'))
      throw new Failure(
        `The training in ${folder} does not hear that it shall stop, and its process (${holder.pid} on ${holder.host}) cannot be ended from here.`,
      );
    await setTimeout(look);
  }
  return true;
}

/** A full disk takes no request; a process of this computer hears a signal as well. */
async function ask(folder: string, holder: Holder): Promise<void> {
  try {
    await writeAtomically(join(folder, runFiles.stop), [Buffer.from(holder.token)]);
  } catch (error) {
    if (!signalled(holder, 'SIGTERM'))
      throw new Failure(
        `The training cannot be asked to stop: ${describeAccess(folder, error as NodeJS.ErrnoException)}.`,
      );
  }
}

/** Only where it is known to be that process. @returns false where it cannot be reached; true as well where it has just gone */
function signalled({ pid, host, birth }: Holder, signal: NodeJS.Signals): boolean {
  if (host !== hostname()) return false;
  try {
    if (isRunning(pid) && birthOf(pid) === birth) process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
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
