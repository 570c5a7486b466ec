import { join } from 'node:path';
import { reportFiles } from '../../evaluation/report/model';
import { savedCurve } from '../../evaluation/report/savedCurve';
import { type LearningCurveResult, learningCurveArguments } from '../../protocol/commands';
import { type CurvePart, curveParts, type PartOrder, usualShares } from '../../runs/curveParts';
import { type CurveMaker, drawCurve } from '../../runs/drawCurve';
import { configNamed } from '../../runs/orderNames';
import { baseOf } from './baseOf';
import { command, type Run } from './command';
import { scoreInWorker } from './evaluate';
import { filePath } from './filePath';
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
      base: baseOf(args.base, args.models, workbench),
      config: configNamed(args.config, filePath),
      seed: args.seed,
    };
    const out = filePath(args.out);
    const parts = curveParts(out, args.shares ?? usualShares);
    const training = {
      ...order,
      device: args.device ?? workbench.model.current.device,
      beginnings: join(out, 'beginnings'),
    };
    const told = progressOf(parts, run);
    const maker: CurveMaker = {
      async train(part, left) {
        const { share, folder } = part;
        const begun = left === 'all' ? { order: { ...training, share, out: folder } } : {};
        await trainToTheEnd({ folder, ...begun }, workbench, told(part, 'training'));
      },
      async score(part, before, documents) {
        const { share, folder, report } = part;
        const compare = before && join(before.report, reportFiles.json);
        await scoreInWorker(
          {
            type: 'evaluate',
            id: 1,
            gold: order.dev,
            given: 'all',
            report,
            compare,
            learned: { share, documents },
          },
          folder,
          workbench,
          told(part, 'scoring'),
        );
      },
      pointsIn: savedCurve,
    };
    await drawCurve(parts, order, maker, run.signal);
    return { report: parts.at(-1)!.report, parts: parts.map(({ folder }) => folder) };
  },
});

/** The progress of one half of a part, as that of the whole: a part takes about as long as it has documents. */
const progressOf =
  (parts: readonly CurvePart[], run: Run) =>
  (part: CurvePart, half: 'training' | 'scoring'): Run => {
    const shareOf = (counted: readonly CurvePart[]) => counted.reduce((sum, { share }) => sum + share, 0);
    const [start, length] = half === 'training' ? [0, trainingTime] : [trainingTime, 1 - trainingTime];
    return {
      signal: run.signal,
      progress: (share, message) =>
        run.progress(
          (shareOf(parts.slice(0, parts.indexOf(part))) + part.share * (start + length * share)) /
            shareOf(parts),
          `${Math.round(100 * part.share)} % of the documents${message ? `, ${message}` : ''}`,
        ),
    };
  };
