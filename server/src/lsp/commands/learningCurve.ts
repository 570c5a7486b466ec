import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reportFiles } from '../../evaluation/report/model';
import { type LearningCurveResult, learningCurveArguments } from '../../protocol/commands';
import {
  type CurvePart,
  curveParts,
  learnedFrom,
  type PartOrder,
  usualShares,
  whatIsLeft,
} from '../../runs/curveParts';
import { isRecipeName } from '../../runs/recipeNames';
import { command, type Run, type Workbench } from './command';
import { scoreInWorker } from './evaluate';
import { filePath } from './filePath';
import { baseOf } from './fineTune';
import { trainToTheEnd } from './trainings';

/** Of the time that a part takes, what its training takes. */
const trainingTime = 0.9;

/** Trains on parts of a corpus, one after the other, and scores each model; what is there already is not done again. */
export const learningCurve = command({
  schema: learningCurveArguments,
  title: 'Learning curve',
  needsTrust: true,
  async execute(args, workbench, run): Promise<LearningCurveResult> {
    const order: PartOrder = {
      train: args.train.map(filePath),
      dev: filePath(args.dev),
      base: args.base === undefined ? workbench.model.current.folder : baseOf(args.base),
      config: args.config && (isRecipeName(args.config) ? args.config : filePath(args.config)),
      seed: args.seed,
    };
    const out = filePath(args.out);
    const parts = curveParts(out, args.shares ?? usualShares);
    const whole = parts.reduce((sum, { share }) => sum + share, 0);
    let done = 0;
    for (const [place, part] of parts.entries()) {
      const from = done;
      // A part takes about as long as it has documents.
      const within = (start: number, length: number): Run => ({
        signal: run.signal,
        progress: (share, message) =>
          run.progress(
            (from + part.share * (start + length * share)) / whole,
            `${Math.round(100 * part.share)} % of the documents${message ? `, ${message}` : ''}`,
          ),
      });
      await trainPart(
        part,
        {
          ...order,
          device: args.device ?? workbench.model.current.device,
          beginnings: join(out, 'beginnings'),
        },
        workbench,
        within(0, trainingTime),
      );
      await scorePart(part, parts[place - 1], order.dev, workbench, within(trainingTime, 1 - trainingTime));
      done += part.share;
    }
    return { report: parts.at(-1)!.report, parts: parts.map(({ folder }) => folder) };
  },
});

async function trainPart(
  part: CurvePart,
  order: PartOrder & { readonly device: string; readonly beginnings: string },
  { workers }: Workbench,
  run: Run,
): Promise<void> {
  const left = await whatIsLeft(part, order);
  if (left === 'nothing') return;
  const { share, folder } = part;
  const begun = left === 'all' ? { order: { ...order, share, out: folder } } : {};
  await trainToTheEnd(workers.training, { folder, ...begun }, run);
}

/** The report of a part carries the points of those before. */
async function scorePart(
  { share, folder, report }: CurvePart,
  before: CurvePart | undefined,
  gold: string,
  workbench: Workbench,
  run: Run,
): Promise<void> {
  if (existsSync(join(report, reportFiles.json))) return;
  const learned = { share, documents: await learnedFrom(folder) };
  const compare = before && join(before.report, reportFiles.json);
  await scoreInWorker(
    { type: 'evaluate', id: 1, gold, given: 'all', report, compare, learned },
    folder,
    workbench,
    run,
  );
}
