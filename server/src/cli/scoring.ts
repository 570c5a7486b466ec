import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Given } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem } from '../annotation/problem';
import type { CountOptions } from '../evaluation/counts';
import { type Compared, comparedReport, comparedStages, isReport } from '../evaluation/report/compared';
import type { NamedSide } from '../evaluation/report/sideNames';
import { type ScoredStage, scoreStages } from '../evaluation/stages';
import { nameOf, readText } from '../platform/textFile';
import { turnUnless } from '../training/turns';
import { readOne } from './corpus';
import type { Inputs } from './documents';
import { type ModelOptions, withPipeline } from './model';
import { modelNamed } from './modelNamed';
import type { Terminal } from './terminal';

/** What is scored against. */
export interface Scoring {
  readonly documents: readonly AnnotatedDocument[];
  readonly given: Given | 'all';
  readonly options: CountOptions;
  /** Looked at before each document that a model reads; its reason is thrown. */
  readonly signal?: AbortSignal;
}

export interface NamedStages extends NamedSide {
  readonly stages: readonly ScoredStage[];
  /** What is wrong with the predictions as a file, a line each. */
  readonly problems: readonly string[];
}

/** Scores predictions that are made already; undefined where they cannot be read, of which the person has been told. */
export async function stagesOfFile(
  inputs: Inputs,
  path: string,
  { documents, options }: Scoring,
): Promise<NamedStages | undefined> {
  const predicted = await readOne(inputs, path);
  if (!predicted) return undefined;
  const name = nameOf(path);
  return {
    name,
    stages: await scoreStages(documents, 'none', async () => predicted.documents, options),
    problems: predicted.problems.map((problem) => describeProblem(name, problem)),
  };
}

/** Has a model annotate the gold documents, told of them what each stage says. */
export const stagesOfModel = (
  model: string | undefined,
  modelOptions: ModelOptions,
  { documents, given, options, signal }: Scoring,
  terminal: Terminal,
): Promise<NamedStages> =>
  withPipeline({ ...modelOptions, model }, terminal, async (pipeline) => ({
    name: `${pipeline.model.name} ${pipeline.model.version}`,
    folder: pipeline.model.folder,
    stages: await scoreStages(
      documents,
      given,
      async (stage) => {
        const turn = turnUnless(signal);
        const predicted: AnnotatedDocument[] = [];
        for (const document of documents) {
          await turn();
          terminal.progress(`document ${predicted.length + 1} of ${documents.length}`);
          predicted.push({ ...document, ...(await pipeline.annotate(document, { given: stage })) });
        }
        return predicted;
      },
      options,
    ),
    problems: [],
  }));

/** A model by its folder or name, a file of predictions or a report, as something to compare with; undefined where it cannot be read. */
export async function comparedWith(
  other: string,
  inputs: Inputs,
  modelOptions: ModelOptions,
  scoring: Scoring,
  terminal: Terminal,
): Promise<Compared | undefined> {
  if (isModelFolder(modelNamed(other))) {
    const { stages, ...side } = await stagesOfModel(other, modelOptions, scoring, terminal);
    return comparedStages(side, stages);
  }
  const isFile = await stat(other).then(
    (found) => found.isFile(),
    () => false,
  );
  const text = isFile ? await readText(other) : '';
  if (isReport(text)) {
    const ids = [...new Set(scoring.documents.map(({ id }) => id))];
    return comparedReport(other, text, ids);
  }
  const scored = await stagesOfFile(inputs, other, scoring);
  return scored && comparedStages({ name: scored.name }, scored.stages);
}

/** Other folders may hold predictions, as brat's do. */
const isModelFolder = (path: string): boolean =>
  ['config.json', 'model-best'].some((name) => existsSync(join(path, name)));
