import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeCorrections } from '../../corrections/describe';
import { type Corrections, gatherCorrections } from '../../corrections/gather';
import { usualHeldOutShare } from '../../corrections/holdOut';
import { type ReviewedFile, reviewedFiles } from '../../corrections/reviewedFiles';
import { saveCorrections } from '../../corrections/saved';
import { unreviewedTexts } from '../../corrections/unreviewedTexts';
import {
  type BeforeAndAfter,
  beforeAndAfter,
  beforeAndAfterTable,
  verdictLines,
} from '../../evaluation/report/beforeAndAfter';
import { buildReport } from '../../evaluation/report/buildReport';
import { comparedStages } from '../../evaluation/report/compared';
import { writeReport } from '../../evaluation/report/writeReport';
import { stagesAsTable } from '../../evaluation/stages';
import { Failure } from '../../platform/failure';
import { correctionFiles, learnsFromCorrections } from '../../runs/correctionRun';
import { rememberRun } from '../../runs/knownRuns';
import { baseNamed, configNamed } from '../../runs/orderNames';
import { runFiles } from '../../runs/runFiles';
import { readOrder, type TrainingOrder } from '../../training/order';
import { TrainingStopped } from '../../training/runFolder';
import { train } from '../../training/train';
import { required } from '../command';
import { readOne } from '../corpus';
import { deviceOf } from '../device';
import { Inputs } from '../documents';
import { withPipeline } from '../model';
import { modelsFolder } from '../modelNamed';
import { stagesOfModel } from '../scoring';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import { wholeNumber } from '../wholeNumber';
import type { CurationOptions } from './options';

/** `biogloss curation learn`: from what persons decided to a model that has learned it, with its figures beside the old one's. */
export async function learn(
  folders: readonly string[],
  options: CurationOptions,
  terminal: Terminal,
): Promise<number> {
  const out = resolve(required('--out', options.out));
  const order = options.resume
    ? await orderOfRun(out, folders)
    : await orderToLearn(out, folders, options, terminal);
  if (!(await trained(order, terminal))) return 1;
  const measured = await measure(out, order.base, options, terminal);
  await terminal.write(
    options.json ? `${JSON.stringify(measured, undefined, 2)}\n` : beforeAndAfterTable(measured),
  );
  for (const line of verdictLines(measured)) terminal.tell(line);
  terminal.tell(
    `The model is in ${join(out, runFiles.best)}, the report beside it in ${join(out, correctionFiles.after)}.`,
  );
  return 0;
}

/** Gathers what was decided into the run folder. @returns what is to be trained with it */
async function orderToLearn(
  out: string,
  folders: readonly string[],
  options: CurationOptions,
  terminal: Terminal,
): Promise<TrainingOrder> {
  if (folders.length === 0) throw new UsageError('give the folders with documents that were reviewed');
  const device = deviceOf(options.device);
  const seed = options.seed === undefined ? 1 : wholeNumber('--seed', options.seed);
  const share = shareOf(options['hold-out']);
  if (existsSync(join(out, runFiles.config)))
    throw new Failure(`${out} holds a run already. Give another folder, or go on with that run by --resume.`);
  const corrections = await gather(folders, options, { share, seed }, terminal);
  for (const line of describeCorrections(corrections)) terminal.tell(line);
  const texts = await unreviewedTexts(folders, seed);
  if (texts.length > 0)
    terminal.tell(`${texts.length} texts without decisions to remember on what the model knows.`);
  const saved = await saveCorrections(out, corrections, texts);
  return {
    train: [saved.learned],
    remember: texts.length > 0 ? [saved.texts] : [],
    out,
    base: baseNamed(options.model ?? 'default', resolve, modelsFolder()),
    config: configNamed(options.config ?? 'corrections', resolve),
    seed,
    device,
  };
}

/** What the run in a folder was to train. */
async function orderOfRun(out: string, folders: readonly string[]): Promise<TrainingOrder> {
  if (folders.length > 0)
    throw new UsageError('with --resume the run folder says what is learned: give --out alone');
  if (!learnsFromCorrections(out))
    throw new Failure(
      `${out} holds no run that learns from corrections. Give the --out of one that was stopped.`,
    );
  return { ...(await readOrder(out)), out, resume: true };
}

/** Trains, until it is done or somebody stops it. @returns false where it was stopped, which is told */
async function trained(order: TrainingOrder, terminal: Terminal): Promise<boolean> {
  const { out } = order;
  const stopping = new AbortController();
  const stop = () => stopping.abort(new TrainingStopped());
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await train(order, {
      report(event) {
        if (event.type === 'stage' && event.stage === 'reading') void rememberRun(out);
        if (event.type === 'step')
          terminal.progress(`epoch ${event.epoch}, step ${event.step} of ${event.steps}`);
      },
      tell: (line) => terminal.tell(line),
      signal: stopping.signal,
    });
    return true;
  } catch (error) {
    if (!(error instanceof TrainingStopped)) throw error;
    terminal.tell(`${error.message} It goes on with: biogloss curation learn --resume --out ${out}`);
    return false;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

async function gather(
  folders: readonly string[],
  options: CurationOptions,
  draw: { readonly share: number; readonly seed: number },
  terminal: Terminal,
): Promise<Corrections> {
  const files: ReviewedFile[] = [];
  for await (const file of reviewedFiles(folders, 'decided', (line) => terminal.tell(line))) files.push(file);
  return withPipeline(options, terminal, (pipeline) =>
    gatherCorrections(
      files,
      {
        entityTypes: pipeline.model.entityTypes,
        annotate: (document) => pipeline.annotate(document),
      },
      draw,
      (done, total) => terminal.progress(`document ${done} of ${total}`),
    ),
  );
}

/** Scores the model that was begun with and the new one on the held-out documents, and saves a report of each. */
async function measure(
  out: string,
  base: string,
  { device, guidelines }: CurationOptions,
  terminal: Terminal,
): Promise<BeforeAndAfter> {
  const heldOut = join(out, correctionFiles.heldOut);
  const gold = await readOne(new Inputs(undefined, terminal), heldOut);
  if (!gold) throw new Failure(`${heldOut} cannot be read any more`);
  const { documents, files, textOf } = gold;
  const scoring = { documents, given: 'none', options: {} } as const;
  const old = await stagesOfModel(base, { device, guidelines }, scoring, terminal);
  const now = await stagesOfModel(out, { device }, scoring, terminal);
  const common = { gold: heldOut, documents, files, textOf, problems: [] };
  const before = buildReport({ ...common, scored: old.name, folder: old.folder, stages: old.stages });
  const after = buildReport({
    ...common,
    scored: now.name,
    folder: now.folder,
    stages: now.stages,
    compared: comparedStages(old, old.stages),
  });
  await writeReport(join(out, correctionFiles.before), before, stagesAsTable(old.stages));
  const change = beforeAndAfter(before, after);
  await writeReport(join(out, correctionFiles.after), after, beforeAndAfterTable(change));
  return change;
}

function shareOf(given: string | undefined): number {
  if (given === undefined) return usualHeldOutShare;
  const percent = Number(given);
  if (!(percent > 0 && percent < 100))
    throw new UsageError(`--hold-out is "${given}", and must be a number of percent above 0 and below 100`);
  return percent / 100;
}
