import { basename } from 'node:path';
import { describeProblem } from '../../annotation/problem';
import { scoreStages, stagesAsJson, stagesAsTable, stagesFor } from '../../evaluation/stages';
import type { ReadResult } from '../../formats/format';
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
  { gold, given, seen, out }: EvaluateRequest,
  progress: (done: number, total: number) => void,
): Promise<EvaluateResult> {
  const corpus = await readCorpus(gold);
  const unusable = whyUnusable(corpus);
  if (unusable !== undefined) throw new Error(`${gold} cannot be scored against: ${unusable}.`);
  const { documents } = corpus;
  const stages = given === 'all' ? stagesFor(documents).length : 1;
  let before = 0;
  const scores = await scoreStages(
    documents,
    given,
    async (stage) => {
      const annotated = await annotateCorpus(analyser, documents, stage, (done) =>
        progress(before + done, stages * documents.length),
      );
      before += documents.length;
      return annotated;
    },
    { seen: seen === undefined ? undefined : (await readCorpus(seen)).documents },
  );
  const figures = stagesAsJson(scores);
  if (out !== undefined) await writeAtomically(out, [Buffer.from(`${JSON.stringify(figures, null, 2)}\n`)]);
  return {
    scores: figures,
    table: stagesAsTable(scores),
    documents: documents.length,
    model: analyser.model?.name ?? 'The dictionary',
    problems: corpus.problems.slice(0, mostProblems).map((problem) => describeProblem(gold, problem)),
    out,
  };
}

const readCorpus = async (path: string): Promise<ReadResult> =>
  readFile({ name: basename(path), text: await readText(path) });
