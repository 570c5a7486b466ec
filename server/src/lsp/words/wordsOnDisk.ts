import { readFile, stat } from 'node:fs/promises';
import { sentence } from '../../platform/failure';
import { decodeText, describeAccess } from '../../platform/textFile';
import { type ReadWords, readWords, refusedFile } from '../../terminology/userWords/readWords';
import { longestFile } from '../../terminology/userWords/wordsFile';

/** A words file as it was read. */
export interface WordsText {
  /** Without a byte order mark, as editors hold it; empty where the file could not be read. */
  readonly text: string;
  readonly read: ReadWords;
}

/** No character takes more bytes. */
const mostBytes = 4 * longestFile;

/** @returns undefined where there is no such file; a file that cannot be read has one problem and no rows */
export async function wordsOnDisk(path: string): Promise<WordsText | undefined> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) return { text: '', read: refusedFile('too-long', size) };
    const text = decodeText(await readFile(path), path).replace(/^\uFEFF/, '');
    return { text, read: readWords(text) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const why = code === undefined ? sentence(error) : describeAccess(path, error as NodeJS.ErrnoException);
    return { text: '', read: refusedFile('no-text', `${why}; no row is used`) };
  }
}
