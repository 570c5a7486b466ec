import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { describeAccess } from '../platform/textFile';
import { checkHash, hasHash, type KnownHash } from './knownHash';
import { PartialFile } from './partialFile';
import { type Answer, request } from './request';
import { describeStatus } from './status';

/** A file on a server, as far as it is known beforehand. */
export interface RemoteFile extends KnownHash {
  readonly url: string;
  /** Its size, where the server tells it. */
  readonly bytes?: number;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Bytes that have been read of this file. */
  readonly progress?: (bytes: number) => void;
  /** As in `RequestOptions`. */
  readonly patience?: number;
}

/** So many times in a row a connection may break without a byte before it is given up. */
const mostBreaks = 3;
/** Where no size is told: more than any model that is read here. */
const mostBytes = 16 * 2 ** 30;
/** Milliseconds before a broken connection is tried again the first time; each time after it is twice as long. */
const pause = 250;

/** The connection ended early: what came is kept, and more can be asked for. */
class Broken extends Error {}

/** The server has another file than was told of: what came of it is good for nothing. */
class Wrong extends Error {}

/**
 * Downloads a file. What came of it is kept beside `path` until it is whole, in this process and the next: a server that can give a part is asked for the
 * rest, if by its ETag the file is still the same. Only a file whose size and hash are as told gets its name. One that an earlier download finished is
 * taken again if its hash says that it is the right one, or, where no hash is known, the server by its ETag.
 * @throws Error with a sentence; the signal's reason once it is aborted. What came stays, unless it was wrong
 */
export async function fetchFile(file: RemoteFile, path: string, options: FetchOptions = {}): Promise<void> {
  const part = new PartialFile(path);
  if (part.isFinished) {
    if (await isStill(file, part, options)) return options.progress?.(await part.size());
    await part.remove();
  }
  for (let breaks = 0; ; ) {
    const before = await part.size();
    try {
      await fetchRest(file, part, options);
      break;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof Wrong) await part.remove();
      if (!(error instanceof Broken)) throw error;
      breaks = (await part.size()) > before ? 0 : breaks + 1;
      if (breaks === mostBreaks)
        throw new Error(
          `${error.message} Download it again: it goes on where it stopped, at ${await part.size()} bytes.`,
        );
      await delay(pause * 2 ** breaks, undefined, { signal: options.signal });
    }
  }
  try {
    await checkHash(part.path, file, file.url, options.signal);
  } catch (error) {
    if (!options.signal?.aborted) await part.remove();
    throw error;
  }
  await part.finish(hasHash(file));
}

/** Whether a finished file is the one that the server has. */
async function isStill(file: RemoteFile, whole: PartialFile, options: FetchOptions): Promise<boolean> {
  if (hasHash(file)) {
    const isRight = await checkHash(whole.path, file, file.url, options.signal).catch(() => false);
    options.signal?.throwIfAborted();
    return isRight !== false;
  }
  const tag = await whole.tag();
  if (tag === undefined) return false;
  const { body, status, headers } = await request(new URL(file.url), { ...options, method: 'HEAD' });
  body.destroy();
  return status === 200 && headers.etag === tag;
}

async function fetchRest(file: RemoteFile, part: PartialFile, options: FetchOptions): Promise<void> {
  const url = new URL(file.url);
  const [size, tag] = [await part.size(), await part.tag()];
  const isWhole = size > 0 && size === file.bytes && hasHash(file);
  if (isWhole) return;
  // Without an ETag a hash tells in the end whether the parts were of one file.
  const canGoOn = size > 0 && (tag !== undefined || hasHash(file));
  const headers: Record<string, string> = canGoOn
    ? { range: `bytes=${size}-`, ...(tag !== undefined && { 'if-range': tag }) }
    : {};
  const answer = await broken(() => request(url, { ...options, headers }));
  try {
    const { status } = answer;
    const range = status === 206 ? rangeOf(answer) : undefined;
    if (canGoOn && (status === 416 || (status === 206 && range?.start !== size))) {
      // What came is no part of what is there now.
      await part.remove();
      throw new Broken(`${url.host} no longer has the file that a part was downloaded of.`);
    }
    if (status !== 200 && !(canGoOn && status === 206)) {
      const sentence = describeStatus(answer.url, status);
      throw status >= 500 ? new Broken(sentence) : new Error(sentence);
    }
    checkEncoding(answer);
    const from = status === 206 ? size : 0;
    const total = checkLength(file, answer, from, range?.total);
    if (from === 0) await part.begin(answer.headers.etag);
    await append(answer, part, { from, total, ...options });
  } finally {
    answer.body.destroy();
  }
}

/** The sentence of a connection that did not come about, as one that may be tried again. */
const broken = (ask: () => Promise<Answer>): Promise<Answer> =>
  ask().catch((error) => {
    throw error instanceof Error && error.cause ? new Broken(error.message) : error;
  });

/** `Content-Range: bytes 100-199/200`. @see RFC 9110, section 14.4 */
function rangeOf({ headers }: Answer): { start: number; total?: number } | undefined {
  const found = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
  if (!found) return undefined;
  return { start: Number(found[1]), total: found[2] === '*' ? undefined : Number(found[2]) };
}

function checkEncoding({ url, headers }: Answer): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new Error(`${url.host} sends the file packed (${encoding}), which was not asked for.`);
}

/** @returns the size of the whole file, where anybody tells it */
function checkLength(
  { bytes }: RemoteFile,
  { url, headers }: Answer,
  from: number,
  whole: number | undefined,
): number | undefined {
  const length = headers['content-length'];
  const told = whole ?? (length === undefined ? undefined : from + Number(length));
  if (bytes !== undefined && told !== undefined && told !== bytes)
    throw new Wrong(
      `${url.host} has another file than was told of: ${told} bytes instead of ${bytes}. Nothing of it is used.`,
    );
  const total = bytes ?? told;
  if (total !== undefined && total > mostBytes)
    throw new Error(`${url.host} has a file of ${total} bytes, and at most ${mostBytes} are read.`);
  return total;
}

async function append(
  { url, body }: Answer,
  part: PartialFile,
  { from, total, progress, signal }: FetchOptions & { from: number; total?: number },
): Promise<void> {
  const out = await open(part.path, from === 0 ? 'w' : 'a');
  let size = from;
  try {
    const chunks = body[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await chunks.next().catch((error: NodeJS.ErrnoException) => {
        signal?.throwIfAborted();
        throw new Broken(
          `The connection to ${url.host} broke after ${size} of ${total ?? 'an unknown number of'} bytes (${error.code ?? error.message}).`,
        );
      });
      if (done) break;
      size += (value as Buffer).length;
      if (size > (total ?? mostBytes))
        throw new Wrong(`${url.host} sends more than the ${total ?? mostBytes} bytes that it told of.`);
      await out.writeFile(value as Buffer);
      progress?.(size);
    }
    await out.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code)
      throw new Error(`${describeAccess(part.path, error as NodeJS.ErrnoException)}.`);
    throw error;
  } finally {
    await out.close();
  }
  if (total !== undefined && size < total)
    throw new Broken(`The connection to ${url.host} ended after ${size} of ${total} bytes.`);
}
