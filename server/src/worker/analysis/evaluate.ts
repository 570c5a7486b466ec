import { basename } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeProblem } from '../../annotation/problem';
import type { CountOptions } from '../../evaluation/counts';
import { describeMismatches } from '../../evaluation/mismatches';
import { buildReport } from '../../evaluation/report/buildReport';
import { type Compared, comparedReport, comparedStages, isReport } from '../../evaluation/report/compared';
import { curveTable } from '../../evaluation/report/curveTable';
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

/** So often a report that is being made is told of, in milliseconds. */
const lifeSign = 1_000;

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
  const { gold, predictions, compare, learned, report, out } = request;
  const text = await readText(gold);
  const corpus = readCorpus(gold, text);
  const unusable = whyUnusable(corpus);
  if (unusable !== undefined) throw new Error(`${gold} cannot be scored against: ${unusable}.`);
  const { documents } = corpus;
  const seen =
    request.seen === undefined ? undefined : readCorpus(request.seen, await readText(request.seen)).documents;
  const options = { seen };
  const predicted =
    predictions === undefined ? undefined : readCorpus(predictions, await readText(predictions));
  const stages = predicted
    ? await scoreStages(documents, 'none', async () => predicted.documents, options)
    : await stagesOfModel(analyser, documents, request.given, options, progress);
  const alive = paced(() => progress(documents.length * stages.length, documents.length * stages.length));
  const compared = compare === undefined ? undefined : await comparedFile(compare, documents, options);
  const scored = predictions ?? analyser?.model?.name ?? 'The dictionary';
  const figures = stagesAsJson(stages);
  const table = stagesAsTable(stages);
  const problems = [
    ...corpus.problems.map((problem) => describeProblem(gold, problem)),
    ...(predicted?.problems.map((problem) => describeProblem(predictions!, problem)) ?? []),
  ];
  if (report !== undefined) {
    const built = buildReport({
      gold,
      documents,
      files: documents.map(() => gold),
      textOf: () => text,
      problems,
      scored,
      folder: predictions === undefined ? analyser?.model?.folder : undefined,
      stages,
      seen,
      compared,
      learned,
      preferredName,
      alive,
    });
    await writeReport(report, built, learned ? `${table}\n${curveTable(built)}` : table);
  }
  if (out !== undefined) await writeAtomically(out, [Buffer.from(`${JSON.stringify(figures, null, 2)}\n`)]);
  return {
    scores: figures,
    table,
    documents: documents.length,
    model: scored,
    notes: describeMismatches(documents, stages[0].predicted),
    problems: problems.slice(0, mostProblems),
    report,
    out,
  };
}

/** Whoever asked takes a process that is silent for a minute for one that hangs. */
function paced(tell: () => void): () => void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < lifeSign) return;
    tell();
    last = performance.now();
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

async function comparedFile(
  path: string,
  documents: readonly AnnotatedDocument[],
  options: CountOptions,
): Promise<Compared> {
  const text = await readText(path);
  if (isReport(text)) return comparedReport(path, text, [...new Set(documents.map(({ id }) => id))]);
  const predicted = readCorpus(path, text).documents;
  return comparedStages({ name: path }, await scoreStages(documents, 'none', async () => predicted, options));
}

function readCorpus(path: string, text: string): ReadResult {
  if (text.trim() === '') throw new Error(`${path} holds nothing but blanks.`);
  return readFile({ name: basename(path), text });
}
