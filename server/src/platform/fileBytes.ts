import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { XzReadableStream } from 'xz-decompress';

/** A file's bytes, unpacked where its name ends in `.xz`. @throws the file system's error; an Error with a sentence where it cannot be unpacked */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
  if (!path.endsWith('.xz')) return collect(file);
  try {
    return await collect(new XzReadableStream(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new Error(
      `${path} cannot be unpacked (${(error as Error).message}): it is damaged or no xz file. Copy it again.`,
    );
  }
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // A chunk may be a view of memory that the next one is written to.
  for await (const chunk of stream) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}
