import { sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { excerptOf } from '../../annotation/excerpt';
import type { AnnotatedDocument } from '../../annotation/model';
import { counted } from '../../platform/counted';
import { sentence } from '../../platform/failure';
import type { ExportRequest } from '../../protocol/analysis';
import { LineIndex } from '../../text/lineIndex';
import type { Span } from '../../text/span';
import type { Analyser } from './analyser';
import { corpusFiles, type ReadCorpusFile, readCorpusFile } from './corpusFiles';
import type { KeptAnnotations } from './keptAnnotations';
import { decisionsOn, lostDecisions, standing } from './standing';
import { keptBeside } from './writeExport';

/** More problems than these are not read by anybody. */
const mostProblems = 100;

/** The documents of an export, with the annotations that are wanted, and what is left out of them. */
export class ExportedDocuments {
  readonly #problems: string[] = [];
  #undecided = 0;
  #lost = 0;
  #done = 0;

  constructor(
    private readonly analyser: Analyser,
    private readonly request: ExportRequest,
    private readonly kept: KeptAnnotations | undefined,
    /** Counts the documents known so far, and a file that is still to be read as one. */
    private readonly progress: (done: number, total: number) => void,
  ) {}

  /** What could not be read, one line each; the first hundred. */
  get problems(): readonly string[] {
    return this.#problems.slice(0, mostProblems);
  }

  /** What is left out, a sentence each. */
  get notes(): readonly string[] {
    const [undecided, lost] = [this.#undecided, this.#lost];
    return [
      ...(undecided > 0
        ? [
            `${counted(undecided, 'document that', 'documents that')} nobody has decided on ${undecided === 1 ? 'is' : 'are'} left out.`,
          ]
        : []),
      ...(lost > 0
        ? [
            `${counted(lost, 'decision', 'decisions')} whose words are not found in the text any more ${lost === 1 ? 'is' : 'are'} left out; “biogloss curation check” lists them.`,
          ]
        : []),
    ];
  }

  /** All of them, in the order of their files. @throws the signal's reason when it is called off; Failure where nothing can be read */
  async read(signal: AbortSignal): Promise<AnnotatedDocument[]> {
    const { paths, open, leftOut, preview = Number.POSITIVE_INFINITY } = this.request;
    const files = (await corpusFiles(paths, open, leftOut)).filter(({ path }) => !this.#isOutput(path));
    const documents: AnnotatedDocument[] = [];
    for (const [index, file] of files.entries()) {
      if (documents.length >= preview) break;
      try {
        const read = await readCorpusFile(file, open);
        this.#problems.push(...read.problems);
        const { decisions, problems } = await decisionsOn(file, read);
        this.#problems.push(...problems);
        if (this.request.annotations !== 'predicted') this.#lost += lostDecisions(decisions).length;
        const wanted = this.#wanted(read);
        const total = this.#done + wanted.length + files.length - index - 1;
        for (const document of wanted.slice(0, preview - documents.length)) {
          signal.throwIfAborted();
          const found = await standing(this.analyser, document, decisions, {
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
          if (found) documents.push(this.#inSelection(found, read));
          else this.#undecided++;
          this.progress(++this.#done, total);
        }
      } catch (error) {
        signal.throwIfAborted();
        this.#problems.push(`${file.path}: ${sentence(error)}`);
      }
    }
    return documents;
  }

  /** What an earlier export to the same place has left in the folder is none of its documents. */
  #isOutput(path: string): boolean {
    const { out } = this.request;
    return out !== undefined && (path === out || path === keptBeside(out) || path.startsWith(out + sep));
  }

  /** Of a corpus file those that the selection touches. */
  #wanted({ text, documents, lines }: ReadCorpusFile): readonly AnnotatedDocument[] {
    const { within } = this.request;
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
  #inSelection(document: AnnotatedDocument, { text, documents }: ReadCorpusFile): AnnotatedDocument {
    const { within } = this.request;
    if (!within || documents.length !== 1 || document.text !== text) return document;
    const { first, last } = linesOf(text, within);
    return excerptOf(document, within, `${document.id}:${first === last ? first : `${first}-${last}`}`);
  }
}

/** The lines that a selection touches, counted from 1. One that ends where a line begins does not touch that line. */
function linesOf(text: string, { start, end }: Span): { readonly first: number; readonly last: number } {
  const index = new LineIndex(text);
  const line = (offset: number) => index.positionAt(offset).line + 1;
  return { first: line(start), last: line(Math.max(start, end - 1)) };
}
