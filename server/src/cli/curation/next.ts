import { type DocumentToReview, rankForReview } from '../../corrections/rankForReview';
import { textTable } from '../../evaluation/table';
import { withPipeline } from '../model';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { CurationOptions } from './options';

/** `biogloss curation next`: which documents to review, those first where decisions are likely to correct the most. */
export async function next(
  folders: readonly string[],
  options: CurationOptions,
  terminal: Terminal,
): Promise<number> {
  if (folders.length === 0) throw new UsageError('give the folders with the documents');
  const ranked = await withPipeline(options, terminal, (pipeline) =>
    rankForReview(
      folders,
      {
        annotate: (document) => pipeline.annotate(document),
        thresholds: new Map(pipeline.model.relationTypes.map(({ name, threshold }) => [name, threshold])),
      },
      { problem: (line) => terminal.tell(line), done: (path) => terminal.progress(path) },
    ),
  );
  if (options.json) await terminal.write(`${JSON.stringify(ranked, undefined, 2)}\n`);
  else if (ranked.length === 0) terminal.tell('Nothing is undecided in the texts of these folders.');
  else await terminal.write(table(ranked));
  return 0;
}

const table = (ranked: readonly DocumentToReview[]): string =>
  textTable([
    ['document', 'undecided', 'in doubt', 'to correct'],
    ...ranked.map(({ path, undecided, mean, expected }) => [
      path,
      String(undecided),
      `${(100 * mean).toFixed(0)} %`,
      `about ${expected.toFixed(1)}`,
    ]),
  ]);
