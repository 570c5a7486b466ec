import type { AnnotatedDocument } from '../annotation/model';
import type { Format } from '../formats/format';
import { json } from '../formats/json';
import { describeLosses, lossesOf } from '../formats/losses';
import { restored, sideFileOf } from '../formats/sideFile';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { readText } from '../platform/textFile';
import { defineCommand } from './command';
import { type Corpus, Inputs } from './documents';
import { formatToRead, formatToWrite, readableFormats, writableFormats } from './formats';
import { checkDestination, type Piece, writeDocuments } from './output';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss convert INPUT… --to FORMAT [options]

Writes documents and their annotations in another format. INPUT is a file, a folder, or - for the standard input. What the format cannot hold is told
before anything is written.

  --to FORMAT        ${writableFormats()}
  --from FORMAT      auto (by content), ${readableFormats()} (default: auto)
  --out PATH         a file, or for brat a folder (default: standard output)
  --side-file FILE   keeps the documents whole, with what the format cannot hold
  --restore FILE     gives back what a side file kept; what was changed in INPUT since then counts
`;

export const convert = defineCommand({
  usage,
  options: {
    to: { type: 'string' },
    from: { type: 'string', default: 'auto' },
    out: { type: 'string' },
    'side-file': { type: 'string' },
    restore: { type: 'string' },
  },
  async run({ values, inputs: paths }, terminal) {
    if (paths.length === 0)
      throw new UsageError('INPUT is missing: a file, a folder, or - for the standard input');
    const format = formatToWrite(values.to);
    const inputs = new Inputs(formatToRead(values.from), terminal);
    const sideFile = values['side-file'];
    await checkDestination(format.id, format.writeFolder ? 'folder' : 'file', values.out);
    if (sideFile !== undefined) await checkDestination('a side file', 'file', sideFile);
    const kept = values.restore === undefined ? undefined : await readSideFile(values.restore);
    const lossy: AnnotatedDocument[] | undefined = sideFile === undefined ? undefined : [];
    const conversion = new Conversion(inputs, format, kept, lossy, terminal);
    await writeDocuments(conversion.pieces(paths), format, values.out, terminal);
    if (sideFile && lossy) await writeAtomically(sideFile, [Buffer.from(sideFileOf(lossy))]);
    return inputs.exitCode;
  },
});

async function readSideFile(path: string): Promise<readonly AnnotatedDocument[]> {
  const { documents, problems } = json.read!({ name: path, text: await readText(path) });
  if (documents.length === 0 && problems.length > 0)
    throw new Failure(`${path} is not a side file: ${problems[0]!.message}`);
  return documents;
}

class Conversion {
  /**
   * @param kept the documents of a side file, where one is given
   * @param lossy takes the documents of which something is lost, where they are wanted
   */
  constructor(
    private readonly inputs: Inputs,
    private readonly format: Format,
    private readonly kept: readonly AnnotatedDocument[] | undefined,
    private readonly lossy: AnnotatedDocument[] | undefined,
    private readonly terminal: Terminal,
  ) {}

  async *pieces(paths: readonly string[]): AsyncGenerator<Piece> {
    for await (const corpus of this.inputs.read(paths)) {
      // A corpus that is in this format already stays as it is, down to what no reader understands.
      if (corpus.format === this.format && this.format.rewrite && this.kept === undefined)
        yield { verbatim: this.format.rewrite(corpus) };
      else yield* this.#told(corpus, this.#whole(corpus));
    }
  }

  /** The documents, with what a side file kept of them. */
  #whole({ name, documents, format }: Corpus): readonly AnnotatedDocument[] {
    if (this.kept === undefined) return documents;
    const { documents: whole, problems } = restored(documents, this.kept, format);
    this.inputs.tell(name, problems);
    return whole;
  }

  #told({ name }: Corpus, documents: readonly AnnotatedDocument[]): readonly AnnotatedDocument[] {
    const sentence = describeLosses(this.format, lossesOf(this.format, documents));
    if (sentence === undefined) return documents;
    this.terminal.tell(`${name}: ${sentence}`);
    this.lossy?.push(...documents.filter((document) => lossesOf(this.format, [document]).size > 0));
    return documents;
  }
}
