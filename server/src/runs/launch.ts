import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { isRunning } from '../platform/processLife';
import { refuseForeignFiles } from './foreignFiles';
import { rememberRun } from './knownRuns';
import { holderOf, isTaken } from './lock';
import { runFiles } from './runFiles';
import { readRun } from './runState';

/** What the training worker is started with: to train in a folder by its `order.json`, or to start one that does and end. */
export type WorkerArguments = readonly ['train', folder: string] | readonly ['launch', folder: string];

/** How often it is looked whether the process has taken the folder, in milliseconds. */
const look = 50;

/**
 * Starts a training in a process that belongs to nobody: closing the editor, and whatever ends the language server with all its children, leave it alone.
 * @param worker main module of the training worker
 * @param order written into the folder as its `order.json`; one that has it goes on by it where none is given
 * @returns once it is at work in the folder
 * @throws Failure with a sentence where another process is at work there, or it ended before it began
 */
export async function launchRun(worker: string, folder: string, order?: object): Promise<void> {
  const busy = await holderOf(folder);
  if (busy) throw new Failure(isTaken(folder, busy));
  if (order && existsSync(join(folder, runFiles.config)))
    throw new Failure(`${folder} holds a run already. Give another folder, or resume that run.`);
  if (order) await refuseForeignFiles(folder);
  await mkdir(folder, { recursive: true });
  if (order)
    await writeAtomically(join(folder, runFiles.order), [Buffer.from(JSON.stringify(order, null, 2))]);
  const pid = await launched(worker, folder);
  for (;;) {
    if ((await holderOf(folder))?.pid === pid) return rememberRun(folder);
    if (!isRunning(pid)) break;
    await setTimeout(look);
  }
  // It may have been at work and done between two looks.
  const run = await readRun(folder);
  if (run?.state === 'failed' || run?.state === 'died')
    throw new Failure(run.message ?? `The training in ${folder} did not begin.`);
}

/**
 * The worker as a grandchild: its parent ends at once, so that it is no child of ours any more. What it prints goes into the folder.
 * @returns its process id
 */
async function launched(worker: string, folder: string): Promise<number> {
  const output = await open(join(folder, runFiles.output), 'w');
  try {
    const launcher: WorkerArguments = ['launch', folder];
    const child = spawn(process.execPath, [worker, ...launcher], {
      stdio: ['ignore', 'pipe', output.fd],
      windowsHide: true,
    });
    const ended = once(child, 'close');
    const said = await text(child.stdout as Readable);
    await ended;
    const pid = Number(said);
    if (!(pid > 0)) {
      const run = await readRun(folder);
      throw new Failure(`The training could not be started: ${run?.message ?? 'its process did not begin'}.`);
    }
    return pid;
  } finally {
    await output.close();
  }
}
