import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import type { Format } from '../formats/format';
import { json } from '../formats/json';
import { describeLosses, lossesOf } from '../formats/losses';
import { restored, sideFileOf } from '../formats/sideFile';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { describeAccess, readText, standardInput } from '../platform/textFile';
import { defineCommand } from './command';
import { type Corpus, Inputs } from './documents';
import { formatToRead, formatToWrite, readableFormats, writableFormats } from './formats';
import { checkDestination, type Piece, writeDocuments } from './output';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss convert INPUT… --to FORMAT [options]

Writes documents and their annotations in another format. INPUT is a file, a folder, or - for the standard input. What the format cannot hold is told
before the documents of an input are written.

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
    if (sideFile !== undefined) await prepareSideFile(sideFile, paths, values.out);
    const kept = values.restore === undefined ? undefined : await readSideFile(values.restore);
    const conversion = new Conversion(inputs, format, kept, sideFile, terminal);
    await writeDocuments(conversion.pieces(paths), format, values.out, terminal);
    if (values.restore !== undefined && conversion.unfound > 0)
      terminal.tell(
        `${values.restore}: ${conversion.unfound} of its ${kept?.length} documents are not in what was read, and are not restored`,
      );
    return inputs.exitCode;
  },
});

/** Refuses a side file that cannot be written, before any work is done, and makes its folder. */
async function prepareSideFile(
  path: string,
  inputs: readonly string[],
  out: string | undefined,
): Promise<void> {
  const input = inputs.find((each) => each !== standardInput && resolve(each) === resolve(path));
  if (input !== undefined)
    throw new UsageError(`--side-file is ${path}, which is read as well; give the side file another name`);
  if (out !== undefined && resolve(out) === resolve(path))
    throw new UsageError(`--out and --side-file are both ${path}; give the side file another name`);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new UsageError(`--side-file is the folder ${path}, and a file is written; give the file's name`);
  await accessed(path, mkdir(dirname(path), { recursive: true }));
}

const accessed = <T>(path: string, work: Promise<T>): Promise<T> =>
  work.catch((error: NodeJS.ErrnoException) => {
    throw new Failure(describeAccess(path, error));
  });

async function readSideFile(path: string): Promise<readonly AnnotatedDocument[]> {
  const { documents, problems } = json.read!({ name: path, text: await readText(path) });
  if (documents.length === 0 && problems.length > 0)
    throw new Failure(`${path} is not a side file: ${problems[0]!.message}`);
  return documents;
}

class Conversion {
  readonly #written: AnnotatedDocument[] = [];
  readonly #lossyIds = new Set<string>();
  readonly #found = new Set<AnnotatedDocument>();

  /**
   * @param kept the documents of a side file, where one is given
   * @param sideFile where to keep what the format cannot hold
   */
  constructor(
    private readonly inputs: Inputs,
    private readonly format: Format,
    private readonly kept: readonly AnnotatedDocument[] | undefined,
    private readonly sideFile: string | undefined,
    private readonly terminal: Terminal,
  ) {}

  /** How many documents of a side file no document was found for. */
  get unfound(): number {
    return (this.kept ?? []).filter((document) => !this.#found.has(document)).length;
  }

  /** What to write. The side file is written at the end, before an output has its name: none is without it. */
  async *pieces(paths: readonly string[]): AsyncGenerator<Piece> {
    let any = false;
    for await (const corpus of this.inputs.read(paths)) {
      any ||= corpus.documents.length > 0;
      // A corpus that is in this format already stays as it is, down to what no reader understands.
      if (corpus.format === this.format && this.format.rewrite && this.kept === undefined)
        yield { verbatim: this.format.rewrite(corpus) };
      else yield* this.#told(corpus, this.#whole(corpus));
    }
    if (this.sideFile !== undefined && any) {
      // Of one id all are kept, also those that lose nothing: only by their order can they be told apart.
      const lossy = this.#written.filter(({ id }) => this.#lossyIds.has(id));
      await accessed(this.sideFile, writeAtomically(this.sideFile, [Buffer.from(sideFileOf(lossy))]));
    }
  }

  /** The documents, with what a side file kept of them. */
  #whole({ name, documents, format }: Corpus): readonly AnnotatedDocument[] {
    if (this.kept === undefined) return documents;
    const { documents: whole, found, problems } = restored(documents, this.kept, format);
    for (const each of found) this.#found.add(each);
    this.inputs.tell(name, problems);
    return whole;
  }

  #told({ name, unkept }: Corpus, documents: readonly AnnotatedDocument[]): readonly AnnotatedDocument[] {
    if (unkept !== undefined) this.terminal.tell(`${name}: ${unkept}`);
    if (this.sideFile !== undefined) this.#written.push(...documents);
    const sentence = describeLosses(this.format, lossesOf(this.format, documents));
    if (sentence === undefined) return documents;
    this.terminal.tell(`${name}: ${sentence}`);
    if (this.sideFile !== undefined)
      for (const document of documents)
        if (lossesOf(this.format, [document]).size > 0) this.#lossyIds.add(document.id);
    return documents;
  }
}
