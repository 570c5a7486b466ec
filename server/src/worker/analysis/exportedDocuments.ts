import { createHash } from 'node:crypto';
import { basename, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { excerptOf, notInExcerpt } from '../../annotation/excerpt';
import type { AnnotatedDocument } from '../../annotation/model';
import { Failure, sentence } from '../../platform/failure';
import type { ExportRequest } from '../../protocol/analysis';
import { LineIndex } from '../../text/lineIndex';
import type { Span } from '../../text/span';
import type { Analyser } from './analyser';
import { type CorpusFile, corpusFiles, type ReadCorpusFile, readCorpusFile } from './corpusFiles';
import type { EarlierExports } from './earlierExports';
import { notesOf, nothingLeftOut } from './exportNotes';
import type { KeptAnnotations } from './keptAnnotations';
import { decisionsOn, standing } from './standing';

/** More problems than these are not read by anybody. */
const mostProblems = 100;

/** The documents of an export, with the annotations that are wanted, and what is left out of them. */
export class ExportedDocuments {
  readonly #problems: string[] = [];
  readonly #leftOut = nothingLeftOut();
  readonly #known = new Set<string>();
  #done = 0;

  constructor(
    private readonly analyser: Analyser,
    private readonly request: ExportRequest,
    private readonly kept: KeptAnnotations | undefined,
    private readonly earlier: EarlierExports,
    /** Counts the documents known so far, and a file that is still to be read as one. */
    private readonly progress: (done: number, total: number) => void,
  ) {}

  /** What could not be read, one line each; the first hundred. */
  get problems(): readonly string[] {
    return this.#problems.slice(0, mostProblems);
  }

  /** What is left out, a sentence each. */
  get notes(): readonly string[] {
    return notesOf(this.#leftOut);
  }

  /** All of them, in the order of their files. @throws the signal's reason when it is called off; Failure where nothing can be read */
  async read(signal: AbortSignal): Promise<AnnotatedDocument[]> {
    const { open, preview = Number.POSITIVE_INFINITY } = this.request;
    const files = await this.#files();
    const documents: AnnotatedDocument[] = [];
    for (const [index, file] of files.entries()) {
      if (documents.length >= preview) break;
      try {
        const read = await readCorpusFile(file, open);
        this.#problems.push(...read.problems);
        if (read.unkept !== undefined) this.#leftOut.unkept.push(`${basename(file.path)}: ${read.unkept}`);
        const decided = await decisionsOn(file, read);
        this.#problems.push(...decided.problems);
        if (this.request.annotations !== 'predicted') this.#leftOut.lost += decided.lost.length;
        const within = this.#within(file);
        const wanted = this.#wanted(read, within);
        const total = this.#done + wanted.length + files.length - index - 1;
        for (const document of wanted.slice(0, preview - documents.length)) {
          signal.throwIfAborted();
          const found = await standing(this.analyser, document, decided, {
            choice: this.request.annotations,
            minimumScore: this.request.minimumScore,
            kept: this.kept,
            between: async () => {
              // Lets the message in that calls it off.
              await setImmediate();
              signal.throwIfAborted();
              this.progress(this.#done, total);
            },
          });
          if (found) documents.push(this.#inSelection(found, read, within));
          else this.#leftOut.undecided++;
          this.progress(++this.#done, total);
        }
      } catch (error) {
        signal.throwIfAborted();
        this.#problems.push(`${file.path}: ${sentence(error)}`);
      }
    }
    return documents;
  }

  /** @throws Failure where the export would take the place of one of its documents */
  async #files(): Promise<CorpusFile[]> {
    const { paths, open, leftOut } = this.request;
    const files: CorpusFile[] = [];
    for (const file of await corpusFiles(paths, open, leftOut)) {
      if (await this.earlier.wroteAll(file)) {
        if (!this.#isOutput(file)) this.#leftOut.exported.push(file.path);
      } else if (this.#isOutput(file)) throw new Failure(wouldBeLost(file.path));
      else files.push(file);
    }
    return files;
  }

  #isOutput({ path }: CorpusFile): boolean {
    const { out } = this.request;
    return out !== undefined && (path === out || path.startsWith(out + sep));
  }

  /** A selection of a file of annotations is none of the text beside it. */
  #within({ path }: CorpusFile): Span | undefined {
    return path === this.request.paths[0] ? this.request.within : undefined;
  }

  /** Of a corpus file those that the selection touches. */
  #wanted(
    { text, documents, lines }: ReadCorpusFile,
    within: Span | undefined,
  ): readonly AnnotatedDocument[] {
    if (!within || documents.length === 1) return documents;
    if (!lines)
      throw new Error('This format does not tell where its documents stand. Export the whole file.');
    const { first, last } = linesOf(text, within);
    return documents.filter((_, number) => {
      const next = lines[number + 1] ?? Number.POSITIVE_INFINITY;
      return lines[number]! <= last && next > first;
    });
  }

  /** One text is cut to the selection, and called after its lines. */
  #inSelection(
    document: AnnotatedDocument,
    { text, documents }: ReadCorpusFile,
    within: Span | undefined,
  ): AnnotatedDocument {
    this.#count(document);
    if (!within || documents.length !== 1 || document.text !== text) return document;
    const { coveredInPart, placeless } = notInExcerpt(document, within);
    this.#leftOut.coveredInPart += coveredInPart;
    this.#leftOut.placeless += placeless;
    const { first, last } = linesOf(text, within);
    return excerptOf(document, within, `${document.id}:${first === last ? first : `${first}-${last}`}`);
  }

  #count({ id, text }: AnnotatedDocument): void {
    const key = createHash('sha256').update(id).update('\0').update(text).digest('base64');
    if (this.#known.has(key)) this.#leftOut.twice++;
    this.#known.add(key);
  }
}

export const wouldBeLost = (path: string): string =>
  `${path} is one of the documents that are exported, and would be lost. Choose another name.`;

/** The lines that a selection touches, counted from 1. One that ends where a line begins does not touch that line. */
function linesOf(text: string, { start, end }: Span): { readonly first: number; readonly last: number } {
  const index = new LineIndex(text);
  const line = (offset: number) => index.positionAt(offset).line + 1;
  return { first: line(start), last: line(Math.max(start, end - 1)) };
}
