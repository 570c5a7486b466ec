import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that its path holds either the old or the whole new content, also after a crash or a power cut: the bytes go to a
 * file beside it, to the disk, and only then to the name.
 * @param chunks the content in order; each is written before the next is asked for
 */
export async function writeAtomically(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const temporary = temporaryOf(path);
  try {
    const file = await open(temporary, 'w');
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Makes a file that must not be there yet, with its whole content at once: of several processes that try one succeeds, and none ever reads half.
 * @returns false where the file is there already
 */
export async function createWhole(path: string, content: string): Promise<boolean> {
  const temporary = temporaryOf(path);
  try {
    await writeFile(temporary, content);
    await link(temporary, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // Memory sticks have no links: there the content follows the name.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    return await writeFile(path, content, { flag: 'wx' }).then(
      () => true,
      (refused: NodeJS.ErrnoException) => {
        if (refused.code === 'EEXIST') return false;
        throw refused;
      },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/** One process may write a path twice at the same time, too. */
const temporaryOf = (path: string): string => `${path}.${randomUUID()}.tmp`;

/** Takes away what writes of a path have left whose process was killed; for those who alone write it. */
export async function clearTemporaries(path: string): Promise<void> {
  for (const name of await readdir(dirname(path)))
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp'))
      await rm(join(dirname(path), name), { force: true });
}

/** Puts the rename itself on the disk. Windows cannot open folders and keeps the order of renames by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
