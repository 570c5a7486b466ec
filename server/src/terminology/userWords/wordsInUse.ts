import type { Terminologies } from '../terminologies';
import { type ReadWords, readWords } from './readWords';
import { settleWords } from './settleWords';
import { unknownWords } from './unknownWords';
import type { Line, WordRow, WordsProblem } from './wordRow';

export interface WordsInUse {
  /** The rows that count, of all files. */
  readonly rows: readonly WordRow[];
  /** For each file, in order of its lines. */
  readonly problems: readonly (readonly WordsProblem[])[];
}

/**
 * What words files say together, and what is wrong with each of them.
 * @param files those whose rows count before the others' first
 * @param terminologies say which ids and types are known
 * @param modelTypes types that are known beside those
 */
export function wordsInUse(
  files: readonly { readonly name: string; readonly content: ReadWords | string }[],
  terminologies: Terminologies,
  modelTypes: readonly string[] = [],
): WordsInUse {
  const contents = files.map(({ content }) => (typeof content === 'string' ? readWords(content) : content));
  const settled = settleWords(files.map(({ name }, i) => ({ file: name, rows: contents[i]!.rows })));
  const unknown = new Map<Line | undefined, WordsProblem[]>();
  for (const problem of unknownWords(settled.rows, terminologies, modelTypes)) {
    const of = unknown.get(problem.row);
    if (of) of.push(problem);
    else unknown.set(problem.row, [problem]);
  }
  const problems = contents.map((content, i) =>
    [
      ...content.problems,
      ...settled.problems[i]!,
      ...content.rows.flatMap((row) => unknown.get(row) ?? []),
    ].sort((a, b) => a.start - b.start),
  );
  return { rows: settled.rows, problems };
}
