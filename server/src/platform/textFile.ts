import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Failure } from './failure';

/** A text longer than this would not fit into one JavaScript string together with what is made of it. */
export const mostTextBytes = 256 * 1024 * 1024;

/** The standard input's name on the command line, and what messages call it. */
export const standardInput = '-';
export const nameOf = (path: string): string => (path === standardInput ? 'standard input' : path);

/**
 * The text of a file, or of the standard input where `path` is `-` and `stdin` is given.
 * @returns the text as it stands, byte order mark and line ends included
 * @throws Failure with one sentence where there is nothing to read, or what is there is not UTF-8 text
 */
export async function readText(path: string, stdin?: Readable): Promise<string> {
  const bytes = path === standardInput && stdin ? await readAll(stdin) : await readWhole(path);
  if (bytes.length === 0) throw new Failure(`${nameOf(path)} is empty`);
  return decodeText(bytes, nameOf(path));
}

/** @throws Failure that names the byte where the text stops being UTF-8 */
export function decodeText(bytes: Buffer, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    throw new Failure(`${name} is UTF-16, and UTF-8 is expected; save it as UTF-8`);
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    throw new Failure(`${name} is not text: byte ${zero + 1} is zero; give a text file in UTF-8`);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const start = firstBadByte(bytes);
  const line = bytes.subarray(0, start).toString('latin1').split('\n').length;
  const surrogate = bytes[start] === 0xed && (bytes[start + 1] & 0xe0) === 0xa0;
  const found = surrogate ? 'half of a surrogate pair' : `0x${bytes[start].toString(16).padStart(2, '0')}`;
  throw new Failure(
    `${name}:${line}: byte ${start + 1} of the file is not UTF-8 text (${found}); save the file as UTF-8`,
  );
}

/** Where decoding first puts a replacement character that the bytes themselves do not hold. */
function firstBadByte(bytes: Buffer): number {
  const decoded = bytes.toString('utf8');
  let byte = 0;
  let index = 0;
  for (let next = decoded.indexOf('\ufffd'); next >= 0; next = decoded.indexOf('\ufffd', index)) {
    byte += Buffer.byteLength(decoded.slice(index, next));
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return byte;
    byte += 3;
    index = next + 1;
  }
  return byte;
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > mostTextBytes) throw new Failure(tooLong(path, size));
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(describeAccess(path, error as NodeJS.ErrnoException));
  }
}

async function readAll(stdin: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > mostTextBytes) throw new Failure(tooLong('standard input', length));
  }
  return Buffer.concat(chunks);
}

const tooLong = (name: string, size: number) =>
  `${name} is larger than ${mostTextBytes / 2 ** 20} MiB (${Math.ceil(size / 2 ** 20)} MiB); split it into smaller files`;

/** Why a file or folder cannot be used, in words. */
export function describeAccess(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `${path} does not exist`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read or written by this user`;
  if (code === 'EISDIR') return `${path} is a folder, and a file is expected`;
  if (code === 'ENOTDIR') return `${path} lies in something that is not a folder`;
  if (code === 'EROFS') return `${path} lies on a disk that can only be read`;
  if (code === 'ENOSPC') return `${path} could not be written: the disk is full`;
  return `${path}: ${message}`;
}
