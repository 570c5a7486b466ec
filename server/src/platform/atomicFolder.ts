import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts a new folder in the place of an old one. The new one is filled beside it, so that the path never holds a mixture, whenever the process is killed;
 * between two renames it may hold nothing, and `mendFolder` then brings the old one back.
 * @throws the file system's error where the folder that holds it is not there: one that a person has deleted is not made again
 */
export async function replaceFolder(path: string, fill: (folder: string) => Promise<void>): Promise<void> {
  await mendFolder(path);
  const { coming, going } = beside(path);
  await mkdir(coming);
  await fill(coming);
  if (existsSync(path)) await rename(path, going);
  await rename(coming, path);
  await rm(going, { recursive: true, force: true });
}

/** As `replaceFolder`, but the new folder has the old one's files before it is changed. */
export const changeFolder = (path: string, change: (folder: string) => Promise<void>): Promise<void> =>
  replaceFolder(path, async (coming) => {
    for (const name of await readdir(path)) {
      const [from, to] = [join(path, name), join(coming, name)];
      // A second name for what is on the disk already; memory sticks have none.
      await link(from, to).catch(() => copyFile(from, to));
    }
    await change(coming);
  });

/** Puts in order what a replacement that was cut short has left. */
export async function mendFolder(path: string): Promise<void> {
  const { coming, going } = beside(path);
  await rm(coming, { recursive: true, force: true });
  if (!existsSync(going)) return;
  if (existsSync(path)) await rm(going, { recursive: true, force: true });
  else await rename(going, path);
}

const beside = (path: string) => ({ coming: `${path}.new`, going: `${path}.old` });
