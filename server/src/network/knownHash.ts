import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a file's content must come to, in hexadecimal digits. */
export interface KnownHash {
  readonly sha256?: string;
  /** SHA-1 of a file as Git stores it: hubs tell it of small files. @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
  readonly gitBlob?: string;
}

export const hasHash = ({ sha256, gitBlob }: KnownHash): boolean =>
  sha256 !== undefined || gitBlob !== undefined;

/** @throws Error with a sentence where the content is another one; the signal's reason once it is aborted */
export async function checkHash(
  path: string,
  { sha256, gitBlob }: KnownHash,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  if (sha256 !== undefined) {
    const found = await hashOf(path, 'sha256', '', signal);
    if (found !== sha256) throw wrong(name, 'SHA-256', found, sha256);
  } else if (gitBlob !== undefined) {
    const found = await hashOf(path, 'sha1', `blob ${(await stat(path)).size}\0`, signal);
    if (found !== gitBlob) throw wrong(name, 'Git hash', found, gitBlob);
  }
}

export async function hashOf(
  path: string,
  algorithm: 'sha256' | 'sha1',
  before: string,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash(algorithm).update(before);
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 2 ** 20 })) hash.update(chunk);
  return hash.digest('hex');
}

const wrong = (name: string, kind: string, found: string, told: string) =>
  new Error(`${name} is not the file that was told of: its ${kind} is ${found}, not ${told}. It is removed.`);
