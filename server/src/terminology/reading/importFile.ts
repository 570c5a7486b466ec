import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { Problem } from '../../annotation/problem';
import { Failure } from '../../platform/failure';
import { type Concept, Other, type Release } from '../concept';
import type { IndexBuilder } from '../index/builder';
import type { ConceptSink, TerminologyFormat } from './format';
import { detectTerminology, headLength, terminologyFormats } from './registry';

/** So many problems of a file are told one by one; a wrong column of a large file would otherwise fill the memory with them. */
const mostProblems = 100;

export interface ImportOptions {
  /** The type of concepts whose type the file does not tell; `Other` where absent. */
  readonly type?: string;
  /** Absent: by content. */
  readonly format?: TerminologyFormat;
  /** What is taken for a concept of the file: itself, nothing, or others. Itself where absent. */
  readonly select?: (concept: Concept) => readonly Concept[];
  /** @param share of the file that is read, from 0 to 1 */
  readonly progress?: (share: number, concepts: number) => void;
  readonly signal?: AbortSignal;
}

export interface Imported {
  readonly format: TerminologyFormat;
  readonly release: Release;
  /** Concepts taken, those that others know already included. */
  readonly concepts: number;
  /** The first hundred problems, and one more that counts the others. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a terminology of any format into a builder, piece by piece: a file of 300 MB takes no more memory than its names. Gzip is unpacked.
 * @throws Failure where the file cannot be read or is of no known format; the signal's reason where it is aborted
 */
export async function importFile(
  path: string,
  builder: IndexBuilder,
  { type = Other, format, select = (concept) => [concept], progress = () => {}, signal }: ImportOptions = {},
): Promise<Imported> {
  const size = await sizeOf(path);
  const decoder = new StringDecoder('utf8');
  const problems: Problem[] = [];
  let unlisted = 0;
  let concepts = 0;
  let release: Release = {};
  let lastWord = 0;
  const problem = (found: Problem) => {
    if (problems.length < mostProblems) problems.push(found);
    else unlisted++;
  };
  const sink: ConceptSink = {
    concept(concept, line) {
      let repeated = false;
      for (const each of select(concept)) {
        concepts++;
        repeated = !builder.add(each) && each.id === concept.id;
      }
      if (!repeated || !format!.oneRecordPerId) return;
      const message = `${concept.id} was given above already; both are one concept now, and the first keeps its preferred name`;
      problem({ severity: 'warning', line, column: 1, message });
    },
    problem,
    release: (more) => {
      release = { ...release, ...more };
    },
  };

  const packed = await isGzip(path);
  let reader: ReturnType<TerminologyFormat['open']> | undefined;
  let head = '';
  const begin = () => {
    format ??= detectTerminology(head);
    if (!format) throw new Failure(unknownFormat(path, head));
    builder.beginSource({ file: basename(path), format: format.id });
    reader = format.open(sink, type);
    reader.write(head);
  };
  // Nothing is waited for between opening and reading: an error in between would find nobody who listens, and end the process.
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of (packed ? unpacked(file) : file) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      const text = decoder.write(chunk);
      if (reader) reader.write(text);
      else {
        head += text;
        if (head.length >= headLength) begin();
      }
      if (performance.now() - lastWord > 100) {
        lastWord = performance.now();
        progress(Math.min(file.bytesRead / Math.max(size, 1), 1), concepts);
        // Reading is fast enough to leave nothing else a turn, neither a cancel nor the line of progress.
        await setImmediate();
      }
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || signal?.aborted || typeof code !== 'string') throw error;
    throw new Failure(
      code.startsWith('Z_')
        ? `${path} is not whole gzip data (${(error as Error).message}); fetch it again`
        : `${path} cannot be read (${code}); check that it is a file and may be read`,
    );
  } finally {
    file.destroy();
  }
  if (!reader) begin();
  reader!.write(decoder.end());
  reader!.end();
  builder.amendSource(release);
  if (unlisted > 0)
    problems.push({ severity: 'warning', message: `${unlisted} more problems of this file are not listed` });
  return { format: format!, release, concepts, problems };
}

function unknownFormat(path: string, head: string): string {
  if (head.trim() === '') return `${path} is empty; a terminology was expected`;
  const known = terminologyFormats.map(({ id }) => id).join(', ');
  return `${path} is in none of the formats that are known (${known}); a table of your own needs a first line that names the columns id and name`;
}

async function sizeOf(path: string): Promise<number> {
  const status = await stat(path).catch(({ code }: NodeJS.ErrnoException) => {
    throw new Failure(code === 'ENOENT' ? `there is no ${path}` : `${path} cannot be read (${code})`);
  });
  if (!status.isFile()) throw new Failure(`${path} is not a file; name the files to import`);
  return status.size;
}

async function isGzip(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(`${path} cannot be read (${code}); check its permissions`);
  }
}

function unpacked(file: Readable): Readable {
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}
