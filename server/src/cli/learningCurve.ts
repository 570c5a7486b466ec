import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeProblem } from '../annotation/problem';
import { buildReport } from '../evaluation/report/buildReport';
import { type Compared, comparedReport } from '../evaluation/report/compared';
import { curveTable } from '../evaluation/report/curveTable';
import { type Learned, reportFiles } from '../evaluation/report/model';
import { savedCurve } from '../evaluation/report/savedCurve';
import { writeReport } from '../evaluation/report/writeReport';
import { stagesAsTable } from '../evaluation/stages';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { nameOf } from '../platform/textFile';
import { type CurvePart, curveParts, type PartOrder, usualShares } from '../runs/curveParts';
import { type CurveMaker, drawCurve } from '../runs/drawCurve';
import { rememberRun } from '../runs/knownRuns';
import { baseNamed, configNamed } from '../runs/orderNames';
import type { TrainingOrder } from '../training/order';
import { TrainingStopped } from '../training/runFolder';
import { train as runTraining } from '../training/train';
import { defineCommand, required } from './command';
import { type ReadCorpus, readOne } from './corpus';
import { deviceOf, deviceUsage } from './device';
import { Inputs } from './documents';
import { modelsFolder } from './modelNamed';
import { oneOfRecipes } from './recipes';
import { stagesOfModel } from './scoring';
import type { Terminal } from './terminal';
import { terminologiesOf } from './terminologies';
import { UsageError } from './usageError';
import { wholeNumber } from './wholeNumber';

const usage = () => `Usage: biogloss learning-curve --train FILE… --dev FILE --out DIR [options]

Tells what more documents would bring: trains on parts of the documents, each within the next, and scores each model on the dev documents, with
intervals and a paired comparison of each with the one before. DIR holds a run folder for each part; "report" in the last one has the page with the
curve. The same command with the same DIR goes on where it was stopped.

  --train FILE…    corpora to learn from, in any format that can be read; may be given several times
  --dev FILE       the corpus that chooses the best epoch of each training, and that the models are scored on
  --out DIR        the folder for all of it
  --shares LIST    parts of the documents in percent (default: ${usualShares.map((share) => 100 * share).join(',')})
  --base BASE      default, scratch, a model or run folder, an imported model's name, or a folder with a Hugging Face checkpoint
                   (default: default)
  --config RECIPE  of each training: ${oneOfRecipes}; or a FILE with settings of your own (default: standard)
  --seed N         decides which documents are a part, too
  ${deviceUsage}
`;

export const learningCurve = defineCommand({
  usage,
  options: {
    train: { type: 'string', multiple: true },
    dev: { type: 'string' },
    out: { type: 'string' },
    shares: { type: 'string' },
    base: { type: 'string', default: 'default' },
    config: { type: 'string' },
    seed: { type: 'string' },
    device: { type: 'string', default: 'auto' },
  },
  async run({ values, inputs: more }, terminal) {
    const order: PartOrder = {
      // `--train a b c`: the parser takes `a`, and what follows has no other meaning here.
      train: [...required('--train', values.train), ...more].map((file) => resolve(file)),
      dev: resolve(required('--dev', values.dev)),
      base: baseNamed(values.base, resolve, modelsFolder()),
      config: configNamed(values.config, resolve),
      seed: values.seed === undefined ? undefined : wholeNumber('--seed', values.seed),
    };
    const out = resolve(required('--out', values.out));
    const parts = curveParts(out, sharesOf(values.shares));
    const device = deviceOf(values.device);
    const gold = await readOne(new Inputs(undefined, terminal), order.dev);
    if (!gold) return 1;
    const unusable = whyUnusable(gold);
    if (unusable) throw new Failure(`${order.dev} cannot be scored against: ${unusable}`);

    const stopping = new AbortController();
    const stop = () => stopping.abort(new TrainingStopped());
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const { signal } = stopping;
    // What is learned from texts alone is the same for each part, and kept beside them.
    const training = { ...order, device, beginnings: join(out, 'beginnings') };
    const maker: CurveMaker = {
      train: (part, left) => trainPart(part, left, training, signal, terminal),
      score: (part, before, documents) =>
        scorePart(part, before, { share: part.share, documents }, gold, {
          dev: order.dev,
          device,
          signal,
          terminal,
        }),
      pointsIn: savedCurve,
    };
    try {
      await drawCurve(parts, order, maker, signal);
      const { report } = parts.at(-1)!;
      await terminal.write(curveTable(JSON.parse(await readFile(join(report, reportFiles.json), 'utf8'))));
      terminal.tell(`The page with the curve is ${join(report, reportFiles.html)}.`);
      return 0;
    } catch (error) {
      if (!(error instanceof TrainingStopped)) throw error;
      terminal.tell(`${error.message} The same command goes on with it.`);
      return 1;
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    }
  },
});

function sharesOf(listed: string | undefined): number[] {
  if (listed === undefined) return [...usualShares];
  return listed.split(',').map((word) => {
    const percent = Number(word);
    if (!(percent > 0 && percent <= 100))
      throw new UsageError(
        `--shares is "${listed}", and must be numbers above 0 up to 100, separated by commas`,
      );
    return percent / 100;
  });
}

async function trainPart(
  { share, folder }: CurvePart,
  left: 'all' | 'rest',
  order: PartOrder & Pick<TrainingOrder, 'device' | 'beginnings'>,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<void> {
  const name = `${Math.round(100 * share)} %`;
  await runTraining(
    { ...order, share, out: folder, resume: left === 'rest' },
    {
      report(event) {
        if (event.type === 'stage' && event.stage === 'reading') void rememberRun(folder);
        if (event.type === 'step')
          terminal.progress(`${name}: epoch ${event.epoch}, step ${event.step} of ${event.steps}`);
      },
      tell: (line) => terminal.tell(`${name}: ${line}`),
      signal,
    },
  );
  terminal.clearProgress();
}

interface Scoring {
  readonly dev: string;
  readonly device: string;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** Writes the evaluation of a part, compared with the one before. */
async function scorePart(
  { folder, report: to }: CurvePart,
  before: CurvePart | undefined,
  learned: Learned,
  { documents, files, textOf, problems }: ReadCorpus,
  { dev, device, signal, terminal }: Scoring,
): Promise<void> {
  const scoring = { documents, given: 'all' as const, options: {}, signal };
  const { stages } = await stagesOfModel(folder, { device }, scoring, terminal);
  const { terminologies } = terminologiesOf(undefined);
  const report = buildReport({
    gold: nameOf(dev),
    documents,
    files,
    textOf,
    problems: problems.map((problem) => describeProblem(dev, problem)),
    scored: folder,
    stages,
    compared: before && (await savedPart(before, documents)),
    learned,
    preferredName: (id) => terminologies.preferredName(id),
  });
  await writeReport(to, report, `${stagesAsTable(stages)}\n${curveTable(report)}`);
  terminal.clearProgress();
}

async function savedPart({ report }: CurvePart, documents: ReadCorpus['documents']): Promise<Compared> {
  const path = join(report, reportFiles.json);
  return comparedReport(path, await readFile(path, 'utf8'), [...new Set(documents.map(({ id }) => id))]);
}
