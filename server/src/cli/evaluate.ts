import { type Given, givens } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { scoreStages, stagesAsJson, stagesAsTable } from '../evaluation/stages';
import type { ReadResult } from '../formats/format';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { defineCommand, oneOf, refuseInputs, required } from './command';
import { deviceOf, deviceUsage } from './device';
import { Inputs } from './documents';
import { formatToRead, readableFormats } from './formats';
import { guidelinesUsage, modelOptions, terminologyUsage, withPipeline } from './model';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss evaluate --gold FILE [--pred FILE | --model DIR] [options]

Scores predictions, or a model, against a gold corpus: strict precision, recall and F1 of mentions, concepts and relations.

  --gold FILE      the corpus to compare with
  --pred FILE      predictions to score; documents are matched by their ids
  --model DIR      a model folder or a run folder of "train" to score (default, without --pred: the embedded model)
  --given WHAT     what the model is told of the gold corpus: none; spans, with their types; entities, with their concept
                   ids as well; or all, each of them scored by itself (default: none)
  --seen FILE      a corpus that the model learned from: how well concepts are found is told apart for names that it holds,
                   that it does not, that are rare in it (once at most), and that mean several concepts
  ${terminologyUsage}
  ${guidelinesUsage}
  --from FORMAT    of both files: auto (by content), ${readableFormats()} (default: auto)
  --json           the figures as JSON
  ${deviceUsage}
`;

export const evaluate = defineCommand({
  usage,
  options: {
    ...modelOptions,
    gold: { type: 'string' },
    pred: { type: 'string' },
    seen: { type: 'string' },
    from: { type: 'string', default: 'auto' },
    json: { type: 'boolean', default: false },
  },
  async run({ values, inputs: unexpected }, terminal) {
    refuseInputs(unexpected);
    for (const option of ['model', 'guidelines'] as const)
      if (values.pred !== undefined && values[option] !== undefined)
        throw new UsageError(`--pred and --${option} exclude each other: give one of them`);
    const given = oneOf('--given', values.given, [...givens, 'all'] as const);
    if (values.pred !== undefined && given !== 'none')
      throw new UsageError('--given is for a model, and --pred names predictions that are made already');
    deviceOf(values.device);
    const gold = required('--gold', values.gold);

    const inputs = new Inputs(formatToRead(values.from), terminal);
    const corpus = await readOne(inputs, gold);
    if (!corpus) return 1;
    const unusable = whyUnusable(corpus);
    if (unusable) throw new Failure(`${gold} cannot be scored against: ${unusable}`);
    const { documents } = corpus;
    const others: Partial<Record<'pred' | 'seen', readonly AnnotatedDocument[]>> = {};
    for (const option of ['pred', 'seen'] as const) {
      const path = values[option];
      if (path === undefined) continue;
      others[option] = (await readOne(inputs, path))?.documents;
      if (!others[option]) return 1;
    }
    const { pred, seen } = others;
    const score = (predict: (stage: Given) => Promise<readonly AnnotatedDocument[]>) =>
      scoreStages(documents, given, predict, { seen });
    const scores = pred
      ? await score(async () => pred)
      : await withPipeline(values, terminal, (pipeline) =>
          score((stage) =>
            predict(documents, (document) => pipeline.annotate(document, { given: stage }), terminal),
          ),
        );
    await terminal.write(
      values.json ? `${JSON.stringify(stagesAsJson(scores), null, 2)}\n` : stagesAsTable(scores),
    );
    return inputs.exitCode;
  },
});

/** All documents of one path, as one corpus; nothing where that failed, of which the person has been told. */
async function readOne(inputs: Inputs, path: string): Promise<ReadResult | undefined> {
  const corpora: ReadResult[] = [];
  for await (const corpus of inputs.read([path])) corpora.push(corpus);
  if (corpora.length === 0) return undefined;
  const sum = (count: (corpus: ReadResult) => number) =>
    corpora.reduce((total, corpus) => total + count(corpus), 0);
  return {
    documents: corpora.flatMap(({ documents }) => documents),
    problems: corpora.flatMap(({ problems }) => problems),
    mentionCount: sum(({ mentionCount }) => mentionCount),
    droppedMentions: sum(({ droppedMentions }) => droppedMentions),
  };
}

async function predict(
  documents: readonly AnnotatedDocument[],
  annotate: (document: AnnotatedDocument) => Promise<Pick<AnnotatedDocument, 'mentions' | 'relations'>>,
  terminal: Terminal,
): Promise<AnnotatedDocument[]> {
  const predicted: AnnotatedDocument[] = [];
  for (const document of documents) {
    terminal.progress(`document ${predicted.length + 1} of ${documents.length}`);
    predicted.push({ ...document, ...(await annotate(document)) });
  }
  return predicted;
}
