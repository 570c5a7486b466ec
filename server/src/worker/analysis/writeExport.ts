import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { AnnotatedDocument } from '../../annotation/model';
import type { Format } from '../../formats/format';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure } from '../../platform/failure';
import { describeAccess } from '../../platform/textFile';
import { keptEnding } from './corpusFiles';
import { exchangeFiles } from './exchangeFiles';

/** Where what a format cannot hold is kept. */
export const keptBeside = (out: string): string => `${out}${keptEnding}`;

/** Documents that are put into words between two looks at the signal. */
const slice = 50;

interface Beside {
  /** What of the documents the format cannot hold; without it, what an earlier export has kept beside the file goes. */
  readonly sideFile: string | undefined;
  /** Of a folder that is there: whether a file of it is of an earlier export, and goes where this one has none of its name. */
  readonly isStale: (path: string) => Promise<boolean>;
}

/**
 * Writes documents to a file, or to a folder where the format is one. Whatever fails on the way, and when it is called off, nothing of it is there, and
 * what was there before stays.
 * @returns the names of a folder's files
 * @throws the signal's reason; Failure with a sentence where it cannot be written
 */
export async function writeExport(
  format: Format,
  documents: readonly AnnotatedDocument[],
  out: string,
  signal: AbortSignal,
  { sideFile, isStale }: Beside,
): Promise<string[] | undefined> {
  await checkDestination(format, out);
  const coming = join(dirname(out), `.${basename(out)}.${randomUUID()}.tmp`);
  const comingBeside = `${coming}${keptEnding}`;
  try {
    await mkdir(dirname(out), { recursive: true });
    // Both are on the disk before either has its name: one alone would be half.
    if (sideFile !== undefined) await writeAtomically(comingBeside, [Buffer.from(sideFile)]);
    const names = format.writeFolder && (await writeFiles(format, documents, coming, signal));
    if (names) await exchangeFiles(coming, out, names, isStale);
    else await writeAtomically(out, bytes(format, documents, signal));
    if (sideFile !== undefined) await rename(comingBeside, keptBeside(out));
    else await rm(keptBeside(out), { force: true });
    return names;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined || signal.aborted
      ? error
      : new Failure(describeAccess(out, error as NodeJS.ErrnoException));
  } finally {
    await rm(coming, { recursive: true, force: true });
    await rm(comingBeside, { force: true });
  }
}

async function checkDestination({ title, writeFolder }: Format, out: string): Promise<void> {
  const found = await stat(out).catch(() => undefined);
  if (writeFolder && found && !found.isDirectory())
    throw new Failure(`${out} is a file, and ${title} is a folder of files; choose another name`);
  if (!writeFolder && found?.isDirectory())
    throw new Failure(`${out} is a folder, and ${title} is one file; choose another name`);
}

async function* bytes(
  { write, between }: Format,
  documents: readonly AnnotatedDocument[],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  // What cannot be written one by one is put together as a whole.
  const step = between === undefined ? Math.max(1, documents.length) : slice;
  for (let from = 0; from < documents.length; from += step) {
    signal.throwIfAborted();
    const text = write!(documents.slice(from, from + step));
    yield Buffer.from(from > 0 ? between + text : text, 'utf8');
    await setImmediate();
  }
  signal.throwIfAborted();
}

/** All files are written beside the folder first, and only then given their names: from there on nothing takes time. */
async function writeFiles(
  { writeFolder }: Format,
  documents: readonly AnnotatedDocument[],
  coming: string,
  signal: AbortSignal,
): Promise<string[]> {
  await mkdir(coming);
  const taken = new Map<string, number>();
  const names: string[] = [];
  for (const document of documents) {
    signal.throwIfAborted();
    for (const { name, text } of writeFolder!([document], taken)) {
      await writeAtomically(join(coming, name), [Buffer.from(text, 'utf8')]);
      names.push(name);
    }
  }
  signal.throwIfAborted();
  return names;
}
