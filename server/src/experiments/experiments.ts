import { existsSync } from 'node:fs';
import { Failure } from '../platform/failure';
import { readCorpora, readCorpus } from '../training/corpus';
import { chosen } from './chosen';
import { type FiguresFile, readFigures, writeFigures } from './figuresFile';
import { describeModel, modelParts } from './modelFigures';
import type { Plan } from './plan';
import { writeReport } from './report/writeReport';
import { trainRun } from './trainRows';

export interface Order {
  readonly plan: Plan;
  /** What to make, as `chosen` understands it. */
  readonly words: readonly string[];
  /** Holds the run folders of rows. */
  readonly out: string;
  /** The file of the figures; the report is written beside it. */
  readonly figures: string;
  /** What has its figures is made once more. */
  readonly again: boolean;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes what has no figures yet. Figures and report are written after each part and each run, so that a stopped command goes on where it was.
 * @returns the figures, old and new
 * @throws Failure with a sentence; the signal's reason, once it is aborted
 */
export async function experiment(order: Order): Promise<FiguresFile> {
  const { plan, words, out, again, tell, signal } = order;
  const { parts, runs } = chosen(plan, words);
  const train = parts.length + runs.length > 0 ? await readCorpora(plan.train, tell) : [];
  let figures = await readFigures(order.figures);
  const keep = async (changed: FiguresFile) => {
    figures = changed;
    await writeFigures(order.figures, figures);
    await writeReport(plan, figures, order.figures);
  };
  if (parts.length > 0 && isThere(plan.model, order)) {
    const dev = await readCorpus(plan.dev, tell);
    const model = await describeModel(plan.model);
    // Figures of another model are not kept beside those of this one.
    const known = figures.model?.model === model.model ? figures.model : undefined;
    await keep({ ...figures, model: { ...known, ...model } });
    for (const part of parts) {
      if (known?.[part] && !again) continue;
      signal.throwIfAborted();
      tell(`${model.name}: ${part} …`);
      const value = await modelParts[part]({ ...plan, train, dev, tell, signal });
      await keep({ ...figures, model: { ...figures.model!, [part]: value } });
    }
  }
  for (const run of runs) {
    if (figures.runs[run.name]?.fingerprint === run.fingerprint && !again) continue;
    tell(`${run.name} …`);
    const made = await trainRun(run, { plan, trainDocuments: train, out, again, tell, signal });
    await keep({ ...figures, runs: { ...figures.runs, [run.name]: made } });
  }
  return figures;
}

/** The rows need no model: only who asks for the model's figures is refused. */
function isThere(model: string, { words, tell }: Order): boolean {
  if (existsSync(model)) return true;
  const message = `There is no model in ${model} to measure: "npm run train:default -- --twin" makes the default model's twin.`;
  if (words.length > 0) throw new Failure(message);
  tell(message);
  return false;
}
