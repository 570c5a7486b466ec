import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import type { ReadResult } from '../formats/format';
import { standardInput } from '../platform/textFile';
import type { Inputs } from './documents';

/** All documents of one path, with the files that they stand in. */
export interface ReadCorpus extends ReadResult {
  /** The file of each document, in the same order. */
  readonly files: readonly string[];
  /** What stands in one of them; undefined where it cannot be read again, as the standard input. */
  textOf(file: string): string | undefined;
}

/** All documents of one path, as one corpus; nothing where that failed, of which the person has been told. */
export async function readOne(inputs: Inputs, path: string): Promise<ReadCorpus | undefined> {
  const documents: AnnotatedDocument[] = [];
  const files: string[] = [];
  const problems: ReadResult['problems'][number][] = [];
  let [mentionCount, droppedMentions, read] = [0, 0, 0];
  for await (const corpus of inputs.read([path])) {
    read++;
    documents.push(...corpus.documents);
    files.push(...corpus.documents.map(({ id }) => fileOf(corpus.name, id)));
    problems.push(...corpus.problems);
    mentionCount += corpus.mentionCount;
    droppedMentions += corpus.droppedMentions;
  }
  if (read === 0) return undefined;
  return { documents, problems, mentionCount, droppedMentions, files, textOf };
}

/** In a folder that is read as one, brat's, a document is called after its text file. */
function fileOf(name: string, id: string): string {
  const text = join(name, `${id}.txt`);
  return existsSync(text) ? text : name;
}

function textOf(file: string): string | undefined {
  if (file === standardInput) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
