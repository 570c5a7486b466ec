import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAndAfter, verdictLines } from '../../evaluation/report/beforeAndAfter';
import { type EvaluationReport, reportFiles } from '../../evaluation/report/model';
import type { LearnResult } from '../../protocol/commands';
import { baseOfRun, correctionFiles } from '../../runs/correctionRun';
import type { Run, Workbench } from './command';
import { scoreInWorker } from './evaluate';
import { partOf } from './partOf';

/**
 * Scores the model that a run began with and the one that has learned, on the corrections held out, and writes a report of each.
 * @param notes what was learned from, to be answered with the figures
 */
export async function measureLearning(
  folder: string,
  notes: readonly string[],
  workbench: Workbench,
  run: Run,
): Promise<LearnResult> {
  const base = await baseOfRun(folder);
  const [before, after] = [join(folder, correctionFiles.before), join(folder, correctionFiles.after)];
  const request = {
    type: 'evaluate',
    id: 1,
    gold: join(folder, correctionFiles.heldOut),
    given: 'none',
  } as const;
  await scoreInWorker(
    { ...request, report: before },
    base === 'default' ? workbench.embeddedModel : base,
    workbench,
    partOf(run, 0, 0.5, 'measuring the old model'),
  );
  await scoreInWorker(
    { ...request, report: after, compare: join(before, reportFiles.json) },
    folder,
    workbench,
    partOf(run, 0.5, 1, 'measuring the new model'),
  );
  const measured = beforeAndAfter(await reportIn(before), await reportIn(after));
  const verdict = verdictLines(measured);
  for (const line of [...notes, ...verdict]) workbench.log(line);
  return { ...measured, out: folder, notes, verdict, report: after };
}

const reportIn = async (folder: string): Promise<EvaluationReport> =>
  JSON.parse(await readFile(join(folder, reportFiles.json), 'utf8'));
