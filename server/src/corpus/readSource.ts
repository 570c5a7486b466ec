import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesBelow, isNamedAs } from '../formats/folder';
import type { Format, ReadResult, SourceFile } from '../formats/format';
import { linePlaces } from '../formats/linePlaces';
import { detectFormat, formats, readFile } from '../formats/registry';
import { text as plainText } from '../formats/text';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { readUnpacked } from '../platform/fileBytes';
import { describeAccess, readText } from '../platform/textFile';
import { Source } from './source';

export interface ReadSource {
  readonly read: ReadResult;
  readonly format: Format;
  readonly source: Source;
  /** Why nothing can be learned from it, in a sentence without a full stop. */
  readonly refused?: string;
}

/**
 * Reads a corpus file of any format, or a folder in a format that is one (brat). `.xz` files are unpacked.
 * @param from the format; decided by content where not given
 * @throws Failure with a sentence where there is nothing to read
 */
export async function readSource(path: string, from?: Format): Promise<ReadSource> {
  const { read, format } = (await isFolder(path)) ? await readFolder(path, from) : await readOne(path, from);
  const source = new Source(path, () => format.places?.(read) ?? linePlaces(read));
  return { read, format, source, refused: whyUnusable(read) };
}

async function readOne(path: string, from?: Format) {
  const text = await readUnpacked(path);
  if (text.trim() === '') throw new Failure(`${path} holds nothing but blanks`);
  const format = from ?? detectFormat(text);
  return { read: readFile({ name: basename(path, '.xz'), text }, format), format };
}

async function readFolder(path: string, from?: Format) {
  const files = await filesBelow(path);
  const format = from ?? formats.find((each) => each.readFolder && files.some(isNamedAs(each)));
  if (!format?.readFolder)
    throw new Failure(
      `${path} is a folder without .ann files, and only brat's corpora are folders; give its files`,
    );
  const sources: SourceFile[] = [];
  for (const name of files.filter(isNamedAs(format, plainText)))
    sources.push({ name, text: await readText(join(path, name)).catch(emptyWhereEmpty) });
  return { read: format.readFolder(sources), format };
}

/** A text without annotations has an empty file beside it. */
function emptyWhereEmpty(error: unknown): string {
  if (error instanceof Failure && error.message.endsWith('is empty')) return '';
  throw error;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new Failure(describeAccess(path, error as NodeJS.ErrnoException));
  }
}
