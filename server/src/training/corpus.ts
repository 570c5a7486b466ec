import { basename } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem } from '../annotation/problem';
import { readFile } from '../formats/registry';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { readText } from '../platform/textFile';

/**
 * Annotated documents of a file, in any format that can be read.
 * @param warn is told of every located problem, a line each
 * @throws Failure with a sentence where the file cannot be read, or is too broken to learn from
 */
export async function readCorpus(
  path: string,
  warn: (line: string) => void,
): Promise<readonly AnnotatedDocument[]> {
  const corpus = readFile({ name: basename(path), text: await readText(path) });
  for (const problem of corpus.problems) warn(describeProblem(path, problem));
  const reason = whyUnusable(corpus);
  if (reason) throw new Failure(`${path} cannot be used as a corpus: ${reason}.`);
  return corpus.documents;
}
