import { basename } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem } from '../annotation/problem';
import { readFile } from '../formats/registry';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { readBytes } from '../platform/fileBytes';
import { decodeText, readText } from '../platform/textFile';

/**
 * Annotated documents of a file, in any format that can be read; `.xz` files are unpacked.
 * @param warn is told of every located problem, a line each
 * @throws Failure with a sentence where the file cannot be read, or is too broken to learn from
 */
export async function readCorpus(
  path: string,
  warn: (line: string) => void,
): Promise<readonly AnnotatedDocument[]> {
  const text = path.endsWith('.xz')
    ? decodeText(Buffer.from(await readBytes(path)), path)
    : await readText(path);
  const corpus = readFile({ name: basename(path, '.xz'), text });
  for (const problem of corpus.problems) warn(describeProblem(path, problem));
  const reason = whyUnusable(corpus);
  if (reason) throw new Failure(`${path} cannot be used as a corpus: ${reason}.`);
  return corpus.documents;
}

/** The documents of several files, one file after the other; as `readCorpus` reads each. */
export async function readCorpora(
  paths: readonly string[],
  warn: (line: string) => void,
): Promise<AnnotatedDocument[]> {
  const documents: AnnotatedDocument[] = [];
  for (const path of paths) for (const document of await readCorpus(path, warn)) documents.push(document);
  return documents;
}
