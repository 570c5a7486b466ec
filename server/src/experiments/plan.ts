import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { Failure, sentence } from '../platform/failure';
import { packageRoot } from '../platform/packageRoot';
import { dataFile } from '../training/lexicalResources';
import { scratchOf, type TrainingConfig, trainingConfig } from '../training/trainingConfig';
import { type Json, mergePatch } from './mergePatch';

const patch = z.record(z.string(), z.json());

/** A row tells neither where its config comes from nor what it was made of: a change of that text would make its figures stale. */
const untold = { command: null, sources: null, version: null };

/** The file that says which experiments there are: configs/experiments.json. */
const planFile = z.strictObject({
  /** The training config that every patch changes; from the repository's root where the path is not absolute. */
  config: z.string(),
  /** Corpora as in a training config's `rawText`. */
  train: z.array(z.string()).min(1),
  dev: z.string(),
  /** The run folder, or model, that figures of a finished model are measured on. */
  model: z.string(),
  /** More corpora that this model is scored on, each by one of its guidelines; `types` renames gold's types and leaves the others out. */
  otherCorpora: z
    .array(
      z.strictObject({
        name: z.string(),
        file: z.string(),
        guideline: z.string(),
        types: z.record(z.string(), z.string()).optional(),
      }),
    )
    .default([]),
  /** Changes that every row has in common, such as a shorter schedule; `note` tells the reader of them. */
  every: patch.default({}),
  note: z.string().optional(),
  /** The first row is what the others are compared with. */
  ablation: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9]+$/),
        title: z.string(),
        patch: patch.default({}),
        seeds: z.array(z.number().int().min(0)).min(1).default([1]),
      }),
    )
    .min(1),
  /** Shares of the documents to learn from, beside all of them. */
  learningCurve: z.array(z.number().gt(0).lt(1)).default([]),
});

export type OtherCorpus = z.infer<typeof planFile>['otherCorpora'][number];

/** A line of a table: one training for each seed. */
export interface Row {
  /** Of the row's run folder and its figures. */
  readonly name: string;
  readonly title: string;
  readonly runs: readonly PlannedRun[];
  /** Of the documents. */
  readonly share: number;
}

export interface PlannedRun {
  readonly name: string;
  readonly config: TrainingConfig;
  /** Of config and corpora: figures of another one are not this run's. */
  readonly fingerprint: string;
}

/** Experiments to be made, files as paths. */
export interface Plan {
  /** Of the training config that the rows change. */
  readonly recipe: string;
  readonly train: readonly string[];
  readonly dev: string;
  readonly model: string;
  readonly otherCorpora: readonly OtherCorpus[];
  readonly note?: string;
  readonly ablation: readonly Row[];
  /** In order of their shares; the last is the ablation's first row, which learns from all documents. */
  readonly learningCurve: readonly Row[];
}

/** @throws Failure with a sentence that names the file and what is wrong in it */
export async function readPlan(path: string): Promise<Plan> {
  const plan = await parsed(path, planFile);
  const base = await parsed(fromRoot(plan.config), z.record(z.string(), z.json()));
  const corpora = { train: plan.train, dev: plan.dev };
  const rowOf = (name: string, title: string, changes: Json, seeds: readonly number[]): Row => {
    const config = [plan.every as Json, changes, { ...untold, name }].reduce(mergePatch, base as Json);
    const runs = seeds.map((seed): PlannedRun => {
      const checked = checkedConfig(name, mergePatch(config, { seed }));
      const fingerprint = fingerprintOf({ ...corpora, config: whatCounts(checked) });
      return { name: `${name}-${seed}`, config: checked, fingerprint };
    });
    return { name, title, runs, share: runs[0].config.share };
  };
  const ablation = plan.ablation.map(({ name, title, patch, seeds }) =>
    rowOf(name, title, patch as Json, seeds),
  );
  const [{ patch: full, seeds }] = plan.ablation;
  const parts = [...plan.learningCurve]
    .sort((a, b) => a - b)
    .map((share) =>
      rowOf(
        `documents${Math.round(share * 100)}`,
        `${Math.round(share * 100)} % of the documents`,
        mergePatch(full as Json, { share }),
        seeds.slice(0, 1),
      ),
    );
  checkNames(path, [...ablation, ...parts]);
  return {
    recipe: recipeOf(checkedConfig(plan.config, base as Json)),
    train: plan.train.map((file) => dataFile('train', file)),
    dev: dataFile('dev', plan.dev),
    model: fromRoot(plan.model),
    otherCorpora: plan.otherCorpora.map((corpus) => ({
      ...corpus,
      file: dataFile('otherCorpora', corpus.file),
    })),
    note: plan.note,
    ablation,
    learningCurve: parts.length > 0 ? [...parts, ablation[0]] : [],
  };
}

/** Where no relations are learned, no setting of theirs changes a figure. */
const whatCounts = (config: TrainingConfig) => {
  if (config.relation.epochs > 0) return config;
  const scratch = scratchOf(config);
  return {
    ...config,
    relation: null,
    scratch: { ...scratch, network: { ...scratch.network, relation: null } },
  };
};

/** SHA-256 of what a config makes, whatever it tells of itself: the default model and its twin are of one recipe. */
export const recipeOf = ({ command: _, sources: __, version: ___, ...recipe }: TrainingConfig): string =>
  fingerprintOf(recipe);

/** SHA-256 of anything that JSON can tell: equal configs have equal ones. */
export const fingerprintOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** @throws Failure where two rows would have one run folder, and each would be made anew after the other */
function checkNames(path: string, rows: readonly Row[]): void {
  const names = rows.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined)
    throw new Failure(
      `${path} cannot be used: two of its rows are called "${twice}". Each needs a name of its own.`,
    );
}

const fromRoot = (path: string): string => (isAbsolute(path) ? path : join(packageRoot(), path));

function checkedConfig(name: string, config: Json): TrainingConfig {
  const checked = trainingConfig.safeParse(config);
  if (checked.success) return checked.data;
  const [{ path, message }] = checked.error.issues;
  throw new Failure(`"${name}" makes no training config: "${path.join('.')}": ${message}.`);
}

async function parsed<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? `"${error.issues[0].path.join('.')}": ${error.issues[0].message}`
        : sentence(error);
    throw new Failure(`${path} cannot be used: ${reason}.`);
  }
}
