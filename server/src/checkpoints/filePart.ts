import { type FileHandle, open, stat } from 'node:fs/promises';

/**
 * Opens a file for reading. What is no file is refused before: a pipe would be waited for.
 * @throws Error with a sentence
 */
export async function openFile(path: string): Promise<FileHandle> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `${path} is missing.` : `${path} cannot be read (${error.code}).`,
    );
  });
  if (!found.isFile()) throw new Error(`${path} is no file.`);
  return open(path, 'r');
}

/**
 * Bytes `position` to `position + length` of a file. Whoever calls has held `length` against the file's size: nothing is allocated on the word of a
 * header alone.
 * @throws Error where the file ends before
 */
export async function readPart(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    // A single read returns at most 2 GiB.
    const { bytesRead } = await file.read(bytes, done, Math.min(length - done, 2 ** 30), position + done);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    done += bytesRead;
  }
  return bytes;
}
