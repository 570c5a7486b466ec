import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl';
import { quoted } from '../checkpoints/quoted';
import { Failure, sentence } from '../platform/failure';
import { describeAccess } from '../platform/textFile';
import { whyNoModelFile } from './fileNames';

/** An archive with more is no model: it is refused before anything of it is unpacked. */
const limits = {
  files: 200,
  bytes: 8 * 2 ** 30,
  /** Bytes that a byte of the archive may become. Lists of words shrink to a fifth, weights hardly. */
  growth: 100,
};

/** Of `mode` in the upper half of a Unix entry's attributes. @see APPNOTE.TXT 4.4.15, stat(2) */
const kindOfFile = 0o170000;
const regularFile = 0o100000;

interface UnpackOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number) => void;
}

/**
 * Unpacks an exported model into an empty folder. The list of all entries is judged first, by their names, kinds and sizes; a file that turns out longer
 * than the list says ends the unpacking.
 * @throws Error with a sentence that names the archive, and the entry where it is one; the signal's reason once it is aborted
 */
export async function unpack(
  archive: string,
  folder: string,
  { signal, progress }: UnpackOptions = {},
): Promise<void> {
  const { size } = await stat(archive);
  const zip = await openPromise(archive, {
    // Names are decoded and judged here, so that each refusal says why.
    decodeStrings: false,
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  }).catch((error) => {
    throw new Error(`${archive} is no .zip file, or its end is missing (${sentence(error)}).`);
  });
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > limits.files)
        throw new Error(`${archive} holds more than ${limits.files} files: it is no model.`);
    }
    const files = judged(archive, entries, size);
    const total = files.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    let done = 0;
    for (const { entry, name } of files) {
      const path = join(folder, ...name.split('/'));
      await mkdir(dirname(path), { recursive: true });
      const sum = new Sum(entry, (bytes) => {
        done += bytes;
        progress?.(done / Math.max(1, total));
      });
      const packed = await zip.openReadStreamPromise(entry);
      await pipeline(packed, sum, createWriteStream(path, { flags: 'wx' }), { signal });
    }
  } catch (error) {
    signal?.throwIfAborted();
    if ((error as NodeJS.ErrnoException).syscall)
      throw new Failure(`${describeAccess(folder, error as NodeJS.ErrnoException)}.`, { cause: error });
    const said = sentence(error);
    throw new Error(said.includes(archive) ? said : `${archive} is damaged: ${said.replace(/\.$/, '')}.`);
  } finally {
    zip.close();
  }
}

interface JudgedEntry {
  readonly entry: Entry;
  /** Below the folder that the archive has all files in, if it has one. */
  readonly name: string;
}

/** @throws Error with a sentence on the first entry that has no place in a model */
function judged(archive: string, entries: readonly Entry[], size: number): JudgedEntry[] {
  const named = entries
    .map((entry) => ({
      entry,
      name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    }))
    .filter(({ name }) => !name.endsWith('/'));
  const refuse = (name: string, why: string) =>
    new Error(`${archive} is not unpacked: it holds ${quoted(name)}, and ${why}.`);
  const top = commonFolder(named.map(({ name }) => name));
  const seen = new Set<string>();
  let bytes = 0;
  return named.map(({ entry, name: whole }) => {
    const name = whole.slice(top.length);
    const mode = entry.externalFileAttributes >>> 16;
    const kind = mode & kindOfFile;
    // Of other systems there is none.
    if (kind !== 0 && kind !== regularFile) throw refuse(whole, 'that is a link or a device, not a file');
    const why = whyNoModelFile(name);
    if (why !== undefined) throw refuse(whole, why);
    if (entry.isEncrypted()) throw refuse(whole, 'it is encrypted');
    // Many disks do not tell capital letters apart.
    const same = name.normalize('NFC').toLowerCase();
    if (seen.has(same)) throw refuse(whole, 'there is another file of this name');
    seen.add(same);
    bytes += entry.uncompressedSize;
    if (bytes > limits.bytes || bytes > size * limits.growth)
      throw new Error(
        `${archive} is not unpacked: its ${size} bytes would become more than ${Math.min(limits.bytes, size * limits.growth)}, which no model does.`,
      );
    return { entry, name };
  });
}

/** `name/` where every file lies in this one folder, else nothing. */
function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  const top = first.slice(0, first.indexOf('/') + 1);
  const isPlain = top !== '' && !/^\.{1,2}\/|\\/.test(top) && top !== '/';
  return isPlain && names.every((name) => name.startsWith(top)) ? top : '';
}

/** Before Node 20.15 there is none, and only what inflating tells of damage is told. */
const crc32: typeof zlib.crc32 | undefined = zlib.crc32;

/** Lets bytes through and sees that they are those that the archive's list tells of. */
class Sum extends Transform {
  #crc = 0;

  constructor(
    private readonly entry: Entry,
    private readonly passed: (bytes: number) => void,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    if (crc32) this.#crc = crc32(chunk, this.#crc);
    this.passed(chunk.length);
    done(null, chunk);
  }

  override _flush(done: (error?: Error) => void): void {
    const { crc32: told, fileNameRaw } = this.entry;
    const isRight = !crc32 || this.#crc === told;
    done(isRight ? undefined : new Error(`the checksum of ${quoted(fileNameRaw.toString('utf8'))} is wrong`));
  }
}
