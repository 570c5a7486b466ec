import { basename } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem } from '../annotation/problem';
import { readFile } from '../formats/registry';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { readUnpacked } from '../platform/fileBytes';
import type { Turn } from '../terminology/candidates/slices';

const noTurn: Turn = async () => {};

/**
 * Annotated documents of a file, in any format that can be read; `.xz` files are unpacked.
 * @param warn is told of every located problem, a line each
 * @param turn before and after it is read
 * @throws Failure with a sentence where the file cannot be read, or is too broken to learn from; what `turn` throws
 */
export async function readCorpus(
  path: string,
  warn: (line: string) => void,
  turn = noTurn,
): Promise<readonly AnnotatedDocument[]> {
  await turn();
  const text = await readUnpacked(path);
  await turn();
  const corpus = readFile({ name: basename(path, '.xz'), text });
  await turn();
  for (const problem of corpus.problems) warn(describeProblem(path, problem));
  const reason = whyUnusable(corpus);
  if (reason) throw new Failure(`${path} cannot be used as a corpus: ${reason}.`);
  return corpus.documents;
}

/** The documents of several files, one file after the other; as `readCorpus` reads each. */
export async function readCorpora(
  paths: readonly string[],
  warn: (line: string) => void,
  turn = noTurn,
): Promise<AnnotatedDocument[]> {
  const documents: AnnotatedDocument[] = [];
  for (const path of paths)
    for (const document of await readCorpus(path, warn, turn)) documents.push(document);
  return documents;
}
