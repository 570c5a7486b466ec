import { join } from 'node:path';
import * as platform from '../platform/processLock';
import { runFiles } from './runFiles';

const lockOf = (folder: string): string => join(folder, runFiles.lock);

/** @returns the process that is at work in a run folder; undefined where there is none, even if one has left its lock behind */
export const holderOf = (folder: string): Promise<platform.Holder | undefined> =>
  platform.holderOf(lockOf(folder));

/** As `holderOf`; also one that is gone and could not take its lock away. */
export const lastHolderOf = (folder: string): Promise<platform.Holder | undefined> =>
  platform.lastHolderOf(lockOf(folder));

/** The sentence for those who want to work where another process does. */
export const isTaken = (folder: string, { pid }: platform.Holder, where = ''): string =>
  `${folder} is being trained in by another process (${pid}${where}). Wait for its end or stop it, or give another folder.`;

/**
 * The right to work in a run folder, which must be there. One process has it at a time.
 * @param lost called where it is somebody else's all of a sudden, or gone
 * @throws Failure with a sentence where another process is at work
 */
export const lockRun = (folder: string, lost: () => void): Promise<platform.ProcessLock> =>
  platform.ProcessLock.take(lockOf(folder), {
    taken: (holder, where) => isTaken(folder, holder, where),
    lost,
  });
