import { type Given, givens } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { sentence } from '../platform/failure';
import { defineCommand, oneOf } from './command';
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
annotations that an input brings are left aside, unless --given says otherwise.

  --to FORMAT      ${writableFormats()}
  --from FORMAT    auto (by content), ${readableFormats()} (default: auto)
  --out PATH       a file, or for brat a folder (default: standard output)
  --model DIR      a model folder, a run folder of "train", or an imported model's name (default: the embedded model)
  --reader READER  model; or dictionary: names of the terminologies alone, without relations (default: model)
  ${terminologyUsage}
  ${guidelinesUsage}
  --given WHAT     what is taken from the input: none; spans, with their types; entities, with their concept ids as well
                   (default: none)
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
  },
  async run({ values, inputs: paths }, terminal) {
    if (paths.length === 0)
      throw new UsageError('INPUT is missing: a file, a folder, or - for the standard input');
    const format = formatToWrite(values.to);
    const inputs = new Inputs(formatToRead(values.from), terminal);
    const given = oneOf('--given', values.given, givens);
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
      await writeDocuments(annotated(reader, inputs, paths, given, terminal), format, values.out, terminal);
    });
    return inputs.exitCode;
  },
});

/** Reads and annotates one document after the other; only the one at hand is held with its annotations. */
async function* annotated(
  reader: DocumentReader,
  inputs: Inputs,
  paths: readonly string[],
  given: Given,
  terminal: Terminal,
): AsyncGenerator<AnnotatedDocument> {
  for await (const { name, documents } of inputs.read(paths)) {
    for (const [index, document] of documents.entries()) {
      const place = documents.length > 1 ? `${name}: document ${index + 1} of ${documents.length}` : name;
      const onProgress = (done: number, total: number) =>
        terminal.progress(total > 1 ? `${place}, part ${done} of ${total}` : place);
      try {
        yield { ...document, ...(await reader.annotate(document, { given, onProgress })) };
      } catch (error) {
        inputs.fail(`${name}: document ${document.id} could not be annotated: ${sentence(error)}`);
      }
    }
  }
}
