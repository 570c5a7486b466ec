import { link, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sidecarEnding, sidecarPath } from '../../curation/sidecarFile';
import { sentence } from '../../platform/failure';

/**
 * Takes the sidecar of a document along that has been renamed or moved. One that lies at the new place already is never overwritten.
 * @returns a sentence where it could not be taken along; undefined where it was, or there is none
 */
export async function moveSidecar(oldUri: string, newUri: string): Promise<string | undefined> {
  if (!oldUri.startsWith('file:') || !newUri.startsWith('file:') || oldUri.endsWith(sidecarEnding))
    return undefined;
  const [from, to] = [oldUri, newUri].map((uri) => sidecarPath(fileURLToPath(uri))) as [string, string];
  if (!(await isThere(from))) return undefined;
  if (await isThere(to)) return `${from} was left where it is: ${to} is there already.`;
  try {
    await moveNew(from, to);
    return undefined;
  } catch (error) {
    return `${from} could not be moved to ${to}: ${sentence(error)}. Move it yourself, or the decisions stay behind.`;
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A second name, and then the first one away: unlike a rename this overwrites nothing. */
async function moveNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    // Memory sticks have no links.
    return rename(from, to);
  }
  await rm(from);
}
