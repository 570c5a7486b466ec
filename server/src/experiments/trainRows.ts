import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { Failure } from '../platform/failure';
import { shareOf } from '../training/draw';
import { secondsIn } from '../training/runLog';
import { train } from '../training/train';
import type { TrainingEvent } from '../training/trainingEvent';
import type { RunFigures } from './figuresFile';
import type { Plan, PlannedRun } from './plan';

export interface RunSurroundings {
  readonly plan: Pick<Plan, 'train' | 'dev'>;
  /** Those of the plan's files. */
  readonly trainDocuments: readonly AnnotatedDocument[];
  /** Holds a folder for each run, and what they learned from text alone. */
  readonly out: string;
  /** From the start, even where the run was begun before. */
  readonly again: boolean;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Trains one run of a row into its folder, and goes on where it was stopped before.
 * @throws the signal's reason, once it is aborted
 */
export async function trainRun(
  run: PlannedRun,
  { plan, trainDocuments, out, again, tell, signal }: RunSurroundings,
): Promise<RunFigures> {
  const folder = join(out, run.name);
  const configFile = join(out, `${run.name}.json`);
  const resume = !again && (await isBegun(folder, run));
  if (!resume) await rm(folder, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(configFile, `${JSON.stringify(run.config, null, 2)}\n`);
  const report = (event: TrainingEvent) => {
    if (event.type === 'evaluation') tell(`${run.name}: epoch ${event.epoch} is scored.`);
  };
  const scores = await train(
    {
      train: plan.train,
      dev: plan.dev,
      base: 'scratch',
      config: configFile,
      out: folder,
      resume,
      device: 'cpu',
      beginnings: join(out, 'beginnings'),
    },
    { report, tell: (line) => tell(`${run.name}: ${line}`), signal },
  );
  if (!scores) throw new Failure(`The run ${run.name} was scored on no documents.`);
  const seconds = secondsIn(await readFile(join(folder, 'log.jsonl'), 'utf8'));
  return {
    fingerprint: run.fingerprint,
    documents: shareOf(trainDocuments, run.config).length,
    minutes: Math.ceil(seconds / 60),
    raw: scores.raw,
    givenEntities: scores.givenEntities,
  };
}

/** Whether the folder holds this run; one of another config is made anew. */
async function isBegun(folder: string, { config }: PlannedRun): Promise<boolean> {
  const begun = join(folder, 'training.json');
  return (
    existsSync(begun) && JSON.stringify(JSON.parse(await readFile(begun, 'utf8'))) === JSON.stringify(config)
  );
}
