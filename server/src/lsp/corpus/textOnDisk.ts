import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodeText } from '../../platform/textFile';

/** A file of more bytes is not read beside the one that is open. */
const longestText = 64 * 2 ** 20;

/** The text of a file by its address; undefined where there is none, or none that can be read. */
export async function textOnDisk(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const path = fileURLToPath(uri);
    if ((await stat(path)).size > longestText) return undefined;
    return decodeText(await readFile(path), path);
  } catch {
    return undefined;
  }
}
