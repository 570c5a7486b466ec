import { basename } from 'node:path';
import { describeProblem } from '../../annotation/problem';
import { scoreCorpus } from '../../evaluation/score';
import { scoreTable } from '../../evaluation/table';
import { readFile } from '../../formats/registry';
import { whyUnusable } from '../../formats/usable';
import { writeAtomically } from '../../platform/atomicFile';
import { readText } from '../../platform/textFile';
import type { EvaluateRequest } from '../../protocol/analysis';
import type { EvaluateResult } from '../../protocol/commands';
import type { Analyser } from './analyser';
import { annotateCorpus } from './annotateDocument';

/** More problems than these are not read by anybody. */
const mostProblems = 100;

/** Scores the model on a corpus; what it is told of the gold annotations is in the request. */
export async function evaluate(
  analyser: Analyser,
  { gold, given, out }: EvaluateRequest,
  progress: (done: number, total: number) => void,
): Promise<EvaluateResult> {
  const corpus = readFile({ name: basename(gold), text: await readText(gold) });
  const unusable = whyUnusable(corpus);
  if (unusable !== undefined) throw new Error(`${gold} cannot be scored against: ${unusable}.`);
  const predicted = await annotateCorpus(analyser, corpus.documents, given, progress);
  const scores = scoreCorpus(corpus.documents, predicted);
  if (out !== undefined) await writeAtomically(out, [Buffer.from(`${JSON.stringify(scores, null, 2)}\n`)]);
  return {
    scores,
    table: scoreTable(scores),
    documents: corpus.documents.length,
    model: analyser.model.name,
    problems: corpus.problems.slice(0, mostProblems).map((problem) => describeProblem(gold, problem)),
    out,
  };
}
