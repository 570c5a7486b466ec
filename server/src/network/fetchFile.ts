import { existsSync } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { describeAccess } from '../platform/textFile';
import { checkHash, type KnownHash } from './knownHash';
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

/**
 * Downloads a file. What came of it is kept beside `path` until it is whole, in this process and the next: a server that can give a part is asked for the
 * rest, if by its ETag the file is still the same. Only a file whose size and hash are as told gets its name.
 * @throws Error with a sentence; the signal's reason once it is aborted. What came stays, unless it was wrong
 */
export async function fetchFile(file: RemoteFile, path: string, options: FetchOptions = {}): Promise<void> {
  if (existsSync(path)) return options.progress?.((await stat(path)).size);
  const part = new Part(path);
  for (let breaks = 0; ; ) {
    const before = await part.size();
    try {
      await fetchRest(file, part, options);
      break;
    } catch (error) {
      options.signal?.throwIfAborted();
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
  await part.finish();
}

/** What came of a file so far, with the ETag of what it is a part of. */
class Part {
  readonly path: string;
  readonly #tag: string;

  constructor(private readonly whole: string) {
    this.path = `${whole}.part`;
    this.#tag = `${whole}.etag`;
  }

  size = (): Promise<number> =>
    stat(this.path).then(
      ({ size }) => size,
      () => 0,
    );

  tag = (): Promise<string | undefined> => readFile(this.#tag, 'utf8').catch(() => undefined);

  /** Forgets what came before: what comes now is a file of this ETag. */
  async begin(tag: string | undefined): Promise<void> {
    await this.remove();
    // One that may be equal for files that differ is not worth keeping.
    if (tag && !tag.startsWith('W/')) await writeFile(this.#tag, tag);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.#tag, { force: true });
  }

  async finish(): Promise<void> {
    await rename(this.path, this.whole);
    await rm(this.#tag, { force: true });
  }
}

async function fetchRest(file: RemoteFile, part: Part, options: FetchOptions): Promise<void> {
  const url = new URL(file.url);
  const [size, tag] = [await part.size(), await part.tag()];
  const isWhole = size > 0 && size === file.bytes;
  if (isWhole) return;
  // Without an ETag a hash tells in the end whether the parts were of one file.
  const canGoOn = size > 0 && (tag !== undefined || file.sha256 !== undefined || file.gitBlob !== undefined);
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
    throw new Error(
      `${url.host} has another file than was told of: ${told} bytes instead of ${bytes}. Nothing of it is used.`,
    );
  const total = bytes ?? told;
  if (total !== undefined && total > mostBytes)
    throw new Error(`${url.host} has a file of ${total} bytes, and at most ${mostBytes} are read.`);
  return total;
}

async function append(
  { url, body }: Answer,
  part: Part,
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
        throw new Error(`${url.host} sends more than the ${total ?? mostBytes} bytes that it told of.`);
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
