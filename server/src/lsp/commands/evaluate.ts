import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFiles } from '../../evaluation/report/model';
import type { EvaluateRequest } from '../../protocol/analysis';
import { type EvaluateResult, evaluateArguments } from '../../protocol/commands';
import { command, type Run, type Workbench } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { partOf } from './partOf';

/** Scores a model or predictions on a corpus with gold annotations, compares them with others, and saves figures and report where asked. */
export const evaluate = command({
  schema: evaluateArguments,
  title: 'Evaluating',
  needsTrust: true,
  async execute(given, workbench, run): Promise<EvaluateResult> {
    const request = {
      type: 'evaluate',
      id: 1,
      gold: filePath(given.gold),
      given: given.predictions === undefined ? given.given : 'none',
      seen: given.seen && filePath(given.seen),
      predictions: given.predictions && filePath(given.predictions),
      report: given.report && filePath(given.report),
      out: given.out && filePath(given.out),
    } as const;
    const compare = given.compare && filePath(given.compare);
    if (compare === undefined || !(await isFolder(compare)))
      return scoreInWorker({ ...request, compare }, given.model, workbench, run);
    // A worker loads one model in its life: the other model's report is made first, and read by the second worker.
    const other = join(tmpdir(), `biogloss-${randomUUID()}`);
    try {
      const asked = { ...request, predictions: undefined, out: undefined, report: other };
      await scoreInWorker(asked, compare, workbench, partOf(run, 0, 0.5));
      return await scoreInWorker(
        { ...request, compare: join(other, reportFiles.json) },
        given.model,
        workbench,
        partOf(run, 0.5, 1),
      );
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  },
});

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Scores a model folder, or the model in use, in a worker of its own. */
export function scoreInWorker(
  request: EvaluateRequest,
  model: string | undefined,
  workbench: Workbench,
  run: Run,
): Promise<EvaluateResult> {
  const choice = {
    ...workbench.model.current,
    // Predictions that are made already need names of concepts alone.
    ...(request.predictions === undefined ? {} : { reader: 'dictionary' as const }),
    ...(model === undefined ? {} : { reader: 'model' as const, folder: filePath(model) }),
  };
  return runCorpusJob('The evaluation', request, choice, workbench, run, (reply) =>
    reply.type === 'evaluated' ? reply.result : undefined,
  );
}
