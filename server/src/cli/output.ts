import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import type { Format } from '../formats/format';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { describeAccess } from '../platform/textFile';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

/** Refuses, before any work is done, a destination that a format cannot be written to. @param id the format's */
export async function checkDestination(
  id: string,
  writes: 'file' | 'folder',
  out: string | undefined,
): Promise<void> {
  if (out === undefined) {
    if (writes === 'folder') throw new UsageError(`${id} is a folder of files: --out names the folder`);
    return;
  }
  const found = await stat(out).catch(() => undefined);
  if (writes === 'file' && found?.isDirectory())
    throw new UsageError(
      `--out is the folder ${out}, and ${id} is written to one file; give the file's name`,
    );
  if (writes === 'folder' && found && !found.isDirectory())
    throw new UsageError(`--out is the file ${out}, and ${id} is a folder of files; give the folder's name`);
}

/** A document, or the text of a whole input that stays as it was. */
export type Piece = AnnotatedDocument | { readonly verbatim: string };

/**
 * Writes documents as they come, to the file or folder `out` or to stdout. Formats that allow it never hold more than one document.
 * A file appears only when all is written; where no document comes, none does.
 */
export async function writeDocuments(
  documents: AsyncGenerator<Piece>,
  format: Format,
  out: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const first = await documents.next();
  if (first.done) return;
  const all = rest(first.value, documents);
  if (out === undefined) {
    for await (const text of texts(all, format, terminal.coloured)) await terminal.write(text);
    return;
  }
  try {
    if (format.writeFolder) await writeFolder(all, format, out);
    else {
      await mkdir(dirname(out), { recursive: true });
      await writeAtomically(out, bytes(texts(all, format, false)));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new Failure(describeAccess(out, error as NodeJS.ErrnoException));
  }
}

async function* rest<T>(first: T, others: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}

/** The output in pieces: one a document where the format allows it. */
async function* texts(
  documents: AsyncGenerator<Piece>,
  { between, write }: Format,
  coloured: boolean,
): AsyncGenerator<string> {
  if (between === undefined) {
    const all: AnnotatedDocument[] = [];
    for await (const document of documents) if (!('verbatim' in document)) all.push(document);
    yield write!(all, { coloured });
    return;
  }
  let separator = '';
  for await (const document of documents) {
    yield separator + ('verbatim' in document ? document.verbatim : write!([document], { coloured }));
    separator = between;
  }
}

async function* bytes(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text, 'utf8');
}

async function writeFolder(
  documents: AsyncGenerator<Piece>,
  { writeFolder }: Format,
  out: string,
): Promise<void> {
  const taken = new Map<string, number>();
  for await (const document of documents) {
    if ('verbatim' in document) continue;
    for (const { name, text } of writeFolder!([document], taken)) {
      const path = join(out, name);
      await mkdir(dirname(path), { recursive: true });
      await writeAtomically(path, [Buffer.from(text, 'utf8')]);
    }
  }
}
