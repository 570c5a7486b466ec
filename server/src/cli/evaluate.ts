import { givens } from '../annotation/given';
import { describeProblem } from '../annotation/problem';
import { describeMismatches } from '../evaluation/mismatches';
import { buildReport } from '../evaluation/report/buildReport';
import { comparisonJson, comparisonTable } from '../evaluation/report/comparisonTable';
import { writeReport } from '../evaluation/report/writeReport';
import { stagesAsJson, stagesAsTable } from '../evaluation/stages';
import { whyUnusable } from '../formats/usable';
import { Failure } from '../platform/failure';
import { nameOf } from '../platform/textFile';
import { defineCommand, oneOf, refuseInputs, required } from './command';
import { readOne } from './corpus';
import { deviceOf, deviceUsage } from './device';
import { Inputs } from './documents';
import { formatToRead, readableFormats } from './formats';
import { guidelinesUsage, modelOptions, terminologyUsage } from './model';
import { comparedWith, type Scoring, stagesOfFile, stagesOfModel } from './scoring';
import { terminologiesOf } from './terminologies';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss evaluate --gold FILE [--pred FILE | --model DIR] [options]

Scores predictions, or a model, against a gold corpus: strict precision, recall and F1 of mentions, concepts and relations.

  --gold FILE      the corpus to compare with
  --pred FILE      predictions to score; documents are matched by their ids
  --model DIR      a model folder, a run folder of "train", or an imported model's name (default, without --pred: the embedded model)
  --given WHAT     what the model is told of the gold corpus: none; spans, with their types; entities, with their concept
                   ids as well; or all, each of them scored by itself (default: none)
  --seen FILE      a corpus that the model learned from: how well concepts are found is told apart for names that it holds,
                   that it does not, that are rare in it (once at most), and that mean several concepts
  ${terminologyUsage}
  ${guidelinesUsage}
  --compare OTHER  scores another model (as --model, or default: the embedded one), or other predictions, on the same documents as well, and tells by a paired test how sure
                   the difference is; or compares with the report.json of an evaluation that was done before
  --report FOLDER  writes figures with 95 % intervals, calibration and every error with its place: report.html, report.json,
                   figures.csv, errors.csv
  --from FORMAT    of all files: auto (by content), ${readableFormats()} (default: auto)
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
    compare: { type: 'string' },
    report: { type: 'string' },
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
    const seen = values.seen === undefined ? undefined : await readOne(inputs, values.seen);
    if (values.seen !== undefined && !seen) return 1;
    const scored: Scoring = { documents: corpus.documents, given, options: { seen: seen?.documents } };

    const own =
      values.pred === undefined
        ? await stagesOfModel(values.model, values, scored, terminal)
        : await stagesOfFile(inputs, values.pred, scored);
    if (!own) return 1;
    for (const note of describeMismatches(corpus.documents, own.stages[0].predicted)) terminal.tell(note);
    const compared =
      values.compare === undefined
        ? undefined
        : await comparedWith(values.compare, inputs, values, scored, terminal);
    if (values.compare !== undefined && !compared) return 1;

    const table = stagesAsTable(own.stages);
    const wantsReport = values.report !== undefined || compared !== undefined;
    const report = wantsReport
      ? buildReport({
          gold: nameOf(gold),
          documents: corpus.documents,
          files: corpus.files,
          textOf: corpus.textOf,
          problems: [...corpus.problems.map((problem) => describeProblem(gold, problem)), ...own.problems],
          scored: own.name,
          folder: own.folder,
          stages: own.stages,
          seen: seen?.documents,
          compared,
          preferredName: preferredNames(values.terminology),
        })
      : undefined;
    if (values.report !== undefined) await writeReport(values.report, report!, table);
    const asText = report && compared ? `${table}\n${comparisonTable(report)}` : table;
    const asJson = {
      ...stagesAsJson(own.stages),
      ...(report && compared && { comparison: comparisonJson(report) }),
    };
    await terminal.write(values.json ? `${JSON.stringify(asJson, null, 2)}\n` : asText);
    return inputs.exitCode;
  },
});

function preferredNames(listed: readonly string[] | undefined): (id: string) => string | undefined {
  const { terminologies } = terminologiesOf(listed);
  return (id) => terminologies.preferredName(id);
}
