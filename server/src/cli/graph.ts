import { type AnnotationChoice, annotationChoices } from '../annotation/annotationChoice';
import { type Given, givens } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import type { DecidedOn } from '../corrections/decidedOn';
import { chosenAnnotations } from '../curation/chosenAnnotations';
import { type CollectorOptions, GraphCollector } from '../graph/collector';
import { type GraphFormat, graphFormats } from '../graph/graphFormats';
import type { KnowledgeGraph } from '../graph/model';
import { writeGraph } from '../graph/writeGraph';
import { Failure, sentence } from '../platform/failure';
import { packageVersion } from '../platform/packageVersion';
import { describeAccess } from '../platform/textFile';
import type { Terminologies } from '../terminology/terminologies';
import { defineCommand, oneOf } from './command';
import { annotationsUsage, decisionsBeside } from './decisionsBeside';
import { deviceOf, deviceUsage } from './device';
import { type Corpus, Inputs } from './documents';
import { formatToRead, readableFormats } from './formats';
import { guidelinesUsage, modelOptions, terminologyUsage } from './model';
import { checkDestination } from './output';
import { type DocumentReader, withReader } from './reader';
import type { Terminal } from './terminal';
import { terminologiesOf } from './terminologies';
import { UsageError } from './usageError';
import { readWordsFile } from './words';

const formatIds = graphFormats.map(({ id }) => id);

const usage = () => `Usage: biogloss graph INPUT… --to FORMAT [options]

Merges what documents say into one knowledge graph: concepts, and the relations between them with their evidence. INPUT is a file,
a folder, or - for the standard input. One document is read at a time.

  --to FORMAT      ${formatIds.join(', ')}
  --from FORMAT    auto (by content), ${readableFormats()} (default: auto)
  --out PATH       a file, or for csv a folder (default: standard output)
  --given WHAT     what is taken from the input: none; spans, with their types; entities, with their concept ids as well;
                   all, with the relations, and no model is asked (default: none)
  ${annotationsUsage}
  --min-score S    leave out mentions and relations that the model is less sure of than this, 0 to 1 (default: 0)
  --evidence N     so many sentences are kept for each relation, the surest first; all are counted (default: 10)
  --unlinked       names that no terminology knows are concepts too
  ${terminologyUsage}
  ${guidelinesUsage}
  --words FILE     a words file, biogloss-words.tsv: names that are added, defined, pinned or banned
  --model DIR      a model folder, a run folder of "train", or an imported model's name (default: the embedded model)
  ${deviceUsage}
`;

export const graph = defineCommand({
  usage,
  options: {
    ...modelOptions,
    to: { type: 'string' },
    from: { type: 'string', default: 'auto' },
    out: { type: 'string' },
    'min-score': { type: 'string', default: '0' },
    evidence: { type: 'string', default: '10' },
    annotations: { type: 'string', default: 'predicted' },
    unlinked: { type: 'boolean', default: false },
    words: { type: 'string' },
  },
  async run({ values, inputs: paths }, terminal) {
    if (paths.length === 0)
      throw new UsageError('INPUT is missing: a file, a folder, or - for the standard input');
    if (values.to === undefined)
      throw new UsageError(`--to is missing; it is one of ${formatIds.join(', ')}`);
    const format = graphFormats.find(({ id }) => id === oneOf('--to', values.to!, formatIds))!;
    await checkDestination(format.id, format.tables ? 'folder' : 'file', values.out);
    const given = oneOf('--given', values.given, [...givens, 'all'] as const);
    for (const option of ['model', 'guidelines', 'words'] as const)
      if (given === 'all' && values[option] !== undefined)
        throw new UsageError(`--${option} is given, and --given all asks no model: leave one of them out`);
    const annotations = oneOf('--annotations', values.annotations, annotationChoices);
    if (annotations !== 'predicted' && given !== 'none')
      throw new UsageError(
        '--given says what is taken from the input, and --annotations what becomes of it: leave one of them out',
      );
    const options: CollectorOptions = {
      unlinked: values.unlinked,
      mostEvidence: numberIn('--evidence', values.evidence, /^\d{1,6}$/, 'a whole number from 0'),
    };
    const minimumScore = numberIn(
      '--min-score',
      values['min-score'],
      /^(0(\.\d+)?|1(\.0+)?)$/,
      'a number from 0 to 1',
    );
    deviceOf(values.device);

    const inputs = new Inputs(formatToRead(values.from), terminal);
    const collect = (annotate: Annotate, terminologies: Terminologies, model?: string) => {
      const collector = new GraphCollector(
        { version: packageVersion(), model, given, minimumScore },
        { ...options, preferredName: (id) => terminologies.preferredName(id) },
      );
      return collectFrom(collector, annotate, inputs, paths, terminal);
    };
    const collected =
      given === 'all'
        ? await collect(async (document) => document, terminologiesOf(values.terminology).terminologies)
        : await withReader(values, terminal, async (reader) => {
            if (values.words !== undefined)
              reader.useWords(await readWordsFile(values.words, reader.terminologies, inputs));
            const annotate =
              annotations === 'predicted' ? annotating(reader, given) : decided(reader, annotations, inputs);
            return collect(annotate, reader.terminologies, reader.model);
          });
    if (collected.documents.length > 0) await write(collected, format, values.out, terminal);
    return inputs.exitCode;
  },
});

/** @returns undefined where a document is left out */
type Annotate = (document: AnnotatedDocument, corpus: Corpus) => Promise<AnnotatedDocument | undefined>;

const annotating =
  (reader: DocumentReader, given: Given): Annotate =>
  async (document) => ({ ...document, ...(await reader.annotate(document, { given })) });

/** What the model finds with what persons decided. A file's decisions are read once. */
function decided(reader: DocumentReader, choice: AnnotationChoice, inputs: Inputs): Annotate {
  let last: { readonly corpus: Corpus; readonly decided: DecidedOn } | undefined;
  return async (document, corpus) => {
    if (last?.corpus !== corpus) last = { corpus, decided: await decisionsBeside(corpus, inputs) };
    const predicted = await reader.annotate(document, {});
    const { isInFile } = last.decided;
    return chosenAnnotations(choice, { document, predicted, decisions: last.decided.of(document), isInFile });
  };
}

async function collectFrom(
  collector: GraphCollector,
  annotate: Annotate,
  inputs: Inputs,
  paths: readonly string[],
  terminal: Terminal,
): Promise<KnowledgeGraph> {
  for await (const corpus of inputs.read(paths)) {
    const { name, documents } = corpus;
    for (const [index, document] of documents.entries()) {
      const place = documents.length > 1 ? `${name}: document ${index + 1} of ${documents.length}` : name;
      terminal.progress(`${place} (${collector.documentCount} done)`);
      try {
        const annotated = await annotate(document, corpus);
        if (annotated) collector.add(annotated, name);
      } catch (error) {
        inputs.fail(`${name}: document ${document.id} could not be annotated: ${sentence(error)}`);
      }
    }
  }
  terminal.clearProgress();
  return collector.finished();
}

async function write(
  collected: KnowledgeGraph,
  format: GraphFormat,
  out: string | undefined,
  terminal: Terminal,
): Promise<void> {
  if (out === undefined) {
    for (const piece of format.write!(collected)) await terminal.write(piece);
    return;
  }
  await writeGraph(collected, format, out).catch((error: NodeJS.ErrnoException) => {
    throw error.code === undefined ? error : new Failure(describeAccess(out, error));
  });
}

function numberIn(option: string, value: string, form: RegExp, expected: string): number {
  if (!form.test(value)) throw new UsageError(`${option} is "${value}", and must be ${expected}`);
  return Number(value);
}
