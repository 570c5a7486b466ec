import type { Format } from '../formats/format';
import { defineCommand } from './command';
import { Inputs } from './documents';
import { formatToRead, formatToWrite, readableFormats, writableFormats } from './formats';
import { checkDestination, type Piece, writeDocuments } from './output';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss convert INPUT… --to FORMAT [options]

Writes documents and their annotations in another format. INPUT is a file, a folder, or - for the standard input.

  --to FORMAT      ${writableFormats()}
  --from FORMAT    auto (by content), ${readableFormats()} (default: auto)
  --out PATH       a file, or for brat a folder (default: standard output)
`;

export const convert = defineCommand({
  usage,
  options: {
    to: { type: 'string' },
    from: { type: 'string', default: 'auto' },
    out: { type: 'string' },
  },
  async run({ values, inputs: paths }, terminal) {
    if (paths.length === 0)
      throw new UsageError('INPUT is missing: a file, a folder, or - for the standard input');
    const format = formatToWrite(values.to);
    const inputs = new Inputs(formatToRead(values.from), terminal);
    await checkDestination(format.id, format.writeFolder ? 'folder' : 'file', values.out);
    await writeDocuments(pieces(inputs, paths, format), format, values.out, terminal);
    return inputs.exitCode;
  },
});

/** A corpus that is in this format already stays as it is, down to what no reader understands. */
async function* pieces(inputs: Inputs, paths: readonly string[], format: Format): AsyncGenerator<Piece> {
  for await (const corpus of inputs.read(paths)) {
    if (corpus.format === format && format.rewrite) yield { verbatim: format.rewrite(corpus) };
    else yield* corpus.documents;
  }
}
