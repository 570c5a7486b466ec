import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeAtomically } from '../platform/atomicFile';
import { userDataFolder } from '../platform/userDataFolder';
import { readRun } from './runState';
import type { RunState } from './state';

/** A file for each run that this person has started, wherever that was: each process writes its own, so none disturbs another. */
export const knownRunsFolder = (): string => join(userDataFolder(), 'runs');

const fileOf = (folder: string): string =>
  join(knownRunsFolder(), `${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.txt`);

/** Puts a run folder on the list. Where that cannot be written the run goes on without: it is only found less easily. */
export async function rememberRun(folder: string): Promise<void> {
  const path = resolve(folder);
  await mkdir(knownRunsFolder(), { recursive: true })
    .then(() => writeAtomically(fileOf(path), [Buffer.from(path)]))
    .catch(() => {});
}

/** The runs of the list that are still there, the one that wrote last first. Folders that are gone or hold no run are taken off, those that cannot be read now are left out. */
export async function knownRuns(): Promise<RunState[]> {
  const names = await readdir(knownRunsFolder()).catch(() => []);
  const runs = await Promise.all(
    names
      .filter((name) => name.endsWith('.txt'))
      .map(async (name) => {
        const path = join(knownRunsFolder(), name);
        try {
          const run = await readRun(await readFile(path, 'utf8'));
          if (!run) await rm(path, { force: true });
          return run;
        } catch {
          return undefined;
        }
      }),
  );
  return runs.filter((run) => run !== undefined).sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? 1 : -1));
}
