import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Read at once, in bytes: larger pieces take no less time. */
const piece = 2 ** 20;

/**
 * SHA-256 in hexadecimal digits: of a file's content; of a folder, of the names and contents of its files, in the order of their names.
 * @throws the file system's error; the signal's reason once it is aborted
 */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  if ((await stat(path)).isDirectory()) {
    for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ))
      if (entry.isFile()) hash.update(`${entry.name}\n${await sha256Of(join(path, entry.name), signal)}\n`);
  } else
    for await (const chunk of createReadStream(path, { highWaterMark: piece })) {
      signal?.throwIfAborted();
      hash.update(chunk);
    }
  return hash.digest('hex');
}
