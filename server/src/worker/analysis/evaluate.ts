import { basename } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeProblem } from '../../annotation/problem';
import type { CountOptions } from '../../evaluation/counts';
import { buildReport } from '../../evaluation/report/buildReport';
import { type Compared, comparedReport, comparedStages, isReport } from '../../evaluation/report/compared';
import { writeReport } from '../../evaluation/report/writeReport';
import {
  type ScoredStage,
  scoreStages,
  stagesAsJson,
  stagesAsTable,
  stagesFor,
} from '../../evaluation/stages';
import type { ReadResult } from '../../formats/format';
import { readFile } from '../../formats/registry';
import { whyUnusable } from '../../formats/usable';
import { writeAtomically } from '../../platform/atomicFile';
import { readText } from '../../platform/textFile';
import type { EvaluateRequest } from '../../protocol/analysis';
import type { EvaluateResult } from '../../protocol/commands';
import type { Analyser, Loading } from './analyser';
import { annotateCorpus } from './annotateDocument';

/** More problems than these are not read by anybody. */
const mostProblems = 100;

type Progress = (done: number, total: number) => void;

/**
 * Scores the model, or predictions, on a corpus; what the model is told of the gold annotations is in the request.
 * @param analyser not needed where predictions are scored
 */
export async function evaluate(
  analyser: Analyser | undefined,
  request: EvaluateRequest,
  { preferredName }: Pick<Loading, 'preferredName'>,
  progress: Progress,
): Promise<EvaluateResult> {
  const { gold, predictions, compare, report, out } = request;
  const text = await readText(gold);
  const corpus = readCorpus(gold, text);
  const unusable = whyUnusable(corpus);
  if (unusable !== undefined) throw new Error(`${gold} cannot be scored against: ${unusable}.`);
  const { documents } = corpus;
  const seen =
    request.seen === undefined ? undefined : readCorpus(request.seen, await readText(request.seen)).documents;
  const options = { seen };
  const stages =
    predictions === undefined
      ? await stagesOfModel(analyser, documents, request.given, options, progress)
      : await stagesOfFile(predictions, await readText(predictions), documents, options);
  const compared = compare === undefined ? undefined : await comparedFile(compare, documents, options);
  const scored = predictions ?? analyser?.model?.name ?? 'The dictionary';
  const figures = stagesAsJson(stages);
  const table = stagesAsTable(stages);
  const problems = corpus.problems.map((problem) => describeProblem(gold, problem));
  if (report !== undefined) {
    const built = buildReport({
      gold,
      documents,
      files: documents.map(() => gold),
      textOf: () => text,
      problems,
      scored,
      stages,
      seen,
      compared,
      preferredName,
    });
    await writeReport(report, built, table);
  }
  if (out !== undefined) await writeAtomically(out, [Buffer.from(`${JSON.stringify(figures, null, 2)}\n`)]);
  return {
    scores: figures,
    table,
    documents: documents.length,
    model: scored,
    problems: problems.slice(0, mostProblems),
    report,
    out,
  };
}

async function stagesOfModel(
  analyser: Analyser | undefined,
  documents: readonly AnnotatedDocument[],
  given: EvaluateRequest['given'],
  options: CountOptions,
  progress: Progress,
): Promise<ScoredStage[]> {
  if (!analyser) throw new Error('No model is loaded that could be scored.');
  const total = (given === 'all' ? stagesFor(documents).length : 1) * documents.length;
  let before = 0;
  return scoreStages(
    documents,
    given,
    async (stage) => {
      const annotated = await annotateCorpus(analyser, documents, stage, (done) =>
        progress(before + done, total),
      );
      before += documents.length;
      return annotated;
    },
    options,
  );
}

const stagesOfFile = (
  path: string,
  text: string,
  documents: readonly AnnotatedDocument[],
  options: CountOptions,
): Promise<ScoredStage[]> =>
  scoreStages(documents, 'none', async () => readCorpus(path, text).documents, options);

async function comparedFile(
  path: string,
  documents: readonly AnnotatedDocument[],
  options: CountOptions,
): Promise<Compared> {
  const text = await readText(path);
  return isReport(text)
    ? comparedReport(path, text, [...new Set(documents.map(({ id }) => id))])
    : comparedStages(path, await stagesOfFile(path, text, documents, options));
}

const readCorpus = (path: string, text: string): ReadResult => readFile({ name: basename(path), text });
