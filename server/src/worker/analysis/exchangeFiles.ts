import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives new files their names in a folder, which may be there with others. Where one cannot have its name, all that was done is taken back.
 * @param coming the folder with the new files, on the same disk
 * @param isStale whether a file of the folder that has none of the new names goes; all others stay
 * @throws the file system's error
 */
export async function exchangeFiles(
  coming: string,
  folder: string,
  names: readonly string[],
  isStale: (path: string) => Promise<boolean>,
): Promise<void> {
  const there = await readdir(folder).catch(() => undefined);
  if (!there || there.length === 0) {
    if (there) await rmdir(folder);
    await rename(coming, folder);
    return;
  }
  const isNew = new Set(names);
  const leaving: string[] = [];
  for (const name of there) {
    const path = join(folder, name);
    if (isNew.has(name) ? (await stat(path)).isFile() : await isStale(path)) leaving.push(name);
  }
  const going = `${coming}.old`;
  await mkdir(going);
  const done: { readonly from: string; readonly to: string }[] = [];
  const move = async (from: string, to: string) => {
    await rename(from, to);
    done.push({ from, to });
  };
  try {
    for (const name of leaving) await move(join(folder, name), join(going, name));
    for (const name of names) await move(join(coming, name), join(folder, name));
  } catch (error) {
    for (const { from, to } of done.reverse()) await rename(to, from);
    throw error;
  } finally {
    await rm(going, { recursive: true, force: true });
  }
}
