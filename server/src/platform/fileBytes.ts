import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { XzReadableStream } from 'xz-decompress';
import { Failure } from './failure';
import { decodeText, mostTextBytes, readText } from './textFile';

/** More does not fit into one buffer together with what is made of it. A file of kilobytes may unpack to any size. */
const mostBytes = 2 ** 31;

/**
 * A file's bytes, unpacked where its name ends in `.xz`.
 * @param most bytes that it may hold, unpacked
 * @throws the file system's error; an Error with a sentence where it cannot be unpacked, or holds more
 */
export async function readBytes(path: string, most = mostBytes): Promise<Uint8Array> {
  const file = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
  const tooLong = () =>
    new Failure(
      `${path} holds more than ${most / 2 ** 20} MiB${path.endsWith('.xz') ? ' when it is unpacked' : ''}; split it into smaller files`,
    );
  if (!path.endsWith('.xz')) return collect(file, most, tooLong);
  try {
    return await collect(new XzReadableStream(file), most, tooLong);
  } catch (error) {
    if (error instanceof Failure || (error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new Error(
      `${path} cannot be unpacked (${(error as Error).message}): it is damaged or no xz file. Copy it again.`,
    );
  }
}

/** The text of a file as `readText` gives it, unpacked where its name ends in `.xz`. @throws Failure as `readText`, or as `readBytes` */
export async function readUnpacked(path: string): Promise<string> {
  if (!path.endsWith('.xz')) return readText(path);
  return decodeText(Buffer.from(await readBytes(path, mostTextBytes)), path);
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  most: number,
  tooLong: () => Error,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most) throw tooLong();
    // A chunk may be a view of memory that the next one is written to.
    chunks.push(chunk.slice());
  }
  return Buffer.concat(chunks);
}
