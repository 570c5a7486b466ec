import { type AnnotationChoice, annotationChoices } from '../annotation/annotationChoice';
import { type Given, givens } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { nothingDecided } from '../corrections/decidedOn';
import { chosenAnnotations } from '../curation/chosenAnnotations';
import type { Aspect } from '../formats/differences';
import type { Format } from '../formats/format';
import { describeLosses, lossesOf } from '../formats/losses';
import { sentence } from '../platform/failure';
import { defineCommand, oneOf } from './command';
import { annotationsUsage, decisionsBeside } from './decisionsBeside';
import { deviceOf, deviceUsage } from './device';
import { Inputs } from './documents';
import { formatToRead, formatToWrite, readableFormats, writableFormats } from './formats';
import { guidelinesUsage, modelOptions, terminologyUsage } from './model';
import { checkDestination, writeDocuments } from './output';
import { type DocumentReader, readers, withReader } from './reader';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';
import { readWordsFile } from './words';

const usage = () => `Usage: biogloss annotate INPUT… --to FORMAT [options]

Marks entities and relations. INPUT is a file, a folder, or - for the standard input. Documents keep their ids and their order;
annotations that an input brings are left aside, unless --given or --annotations says otherwise. What the format cannot hold is told at the end.

  --to FORMAT      ${writableFormats()}
  --from FORMAT    auto (by content), ${readableFormats()} (default: auto)
  --out PATH       a file, or for brat a folder (default: standard output)
  --model DIR      a model folder, a run folder of "train", or an imported model's name (default: the embedded model)
  --reader READER  model; or dictionary: names of the terminologies alone, without relations (default: model)
  ${terminologyUsage}
  ${guidelinesUsage}
  --given WHAT     what is taken from the input: none; spans, with their types; entities, with their concept ids as well
                   (default: none)
  ${annotationsUsage}
  --words FILE     a words file, biogloss-words.tsv: names that are added, defined, pinned or banned
  ${deviceUsage}
`;

export const annotate = defineCommand({
  usage,
  options: {
    ...modelOptions,
    to: { type: 'string' },
    from: { type: 'string', default: 'auto' },
    out: { type: 'string' },
    words: { type: 'string' },
    reader: { type: 'string', default: 'model' },
    annotations: { type: 'string', default: 'predicted' },
  },
  async run({ values, inputs: paths }, terminal) {
    if (paths.length === 0)
      throw new UsageError('INPUT is missing: a file, a folder, or - for the standard input');
    const format = formatToWrite(values.to);
    const inputs = new Inputs(formatToRead(values.from), terminal);
    const given = oneOf('--given', values.given, givens);
    const annotations = oneOf('--annotations', values.annotations, annotationChoices);
    if (annotations !== 'predicted' && given !== 'none')
      throw new UsageError(
        '--given says what the model is told of annotations, and --annotations what becomes of them: leave one of them out',
      );
    deviceOf(values.device);
    await checkDestination(format.id, format.writeFolder ? 'folder' : 'file', values.out);
    const by = oneOf('--reader', values.reader, readers);
    for (const option of ['model', 'guidelines'] as const)
      if (by === 'dictionary' && values[option] !== undefined)
        throw new UsageError(
          `--${option} is given, and --reader dictionary asks no model: leave one of them out`,
        );
    await withReader({ ...values, reader: by }, terminal, async (reader) => {
      if (values.words !== undefined)
        reader.useWords(await readWordsFile(values.words, reader.terminologies, inputs));
      const documents = annotated(reader, inputs, paths, { given, annotations }, terminal);
      await writeDocuments(toldLosses(documents, format, terminal), format, values.out, terminal);
    });
    return inputs.exitCode;
  },
});

/** Reads and annotates one document after the other; only the one at hand is held with its annotations. */
async function* annotated(
  reader: DocumentReader,
  inputs: Inputs,
  paths: readonly string[],
  { given, annotations }: { readonly given: Given; readonly annotations: AnnotationChoice },
  terminal: Terminal,
): AsyncGenerator<AnnotatedDocument> {
  let undecided = 0;
  for await (const corpus of inputs.read(paths)) {
    const { name, documents } = corpus;
    const decided = annotations === 'predicted' ? nothingDecided : await decisionsBeside(corpus, inputs);
    for (const [index, document] of documents.entries()) {
      const place = documents.length > 1 ? `${name}: document ${index + 1} of ${documents.length}` : name;
      const onProgress = (done: number, total: number) =>
        terminal.progress(total > 1 ? `${place}, part ${done} of ${total}` : place);
      try {
        const predicted = await reader.annotate(document, { given, onProgress });
        const { isInFile } = decided;
        const decisions = decided.of(document);
        const chosen = chosenAnnotations(annotations, { document, predicted, decisions, isInFile });
        if (chosen) yield chosen;
        else undecided++;
      } catch (error) {
        inputs.fail(`${name}: document ${document.id} could not be annotated: ${sentence(error)}`);
      }
    }
  }
  if (undecided > 0)
    terminal.tell(
      `${undecided} ${undecided === 1 ? 'document' : 'documents'} that nobody has decided on ${undecided === 1 ? 'is' : 'are'} left out.`,
    );
}

/** The documents as they come; at the end, before an output has its name, what the format cannot hold of them is told. */
async function* toldLosses(
  documents: AsyncGenerator<AnnotatedDocument>,
  format: Format,
  terminal: Terminal,
): AsyncGenerator<AnnotatedDocument> {
  const losses = new Map<Aspect, number>();
  for await (const document of documents) {
    for (const [aspect, count] of lossesOf(format, [document]))
      losses.set(aspect, (losses.get(aspect) ?? 0) + count);
    yield document;
  }
  const lost = describeLosses(format, losses);
  if (lost !== undefined) terminal.tell(lost);
}
