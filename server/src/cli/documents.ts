import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { describeProblem, type Problem } from '../annotation/problem';
import { filesBelow, isNamedAs } from '../formats/folder';
import type { Format, ReadResult, SourceFile } from '../formats/format';
import { detectFormat, formats, readableFormats, readFile } from '../formats/registry';
import { text as plainText } from '../formats/text';
import { Failure, sentence } from '../platform/failure';
import { describeAccess, nameOf, readText, standardInput } from '../platform/textFile';
import type { Terminal } from './terminal';

/** What one input holds. */
export interface Corpus extends ReadResult {
  /** What messages call it. */
  readonly name: string;
  readonly format: Format;
}

/** Problems of one input that are told in full; of the rest only how many. */
const mostProblems = 20;

/** Files and folders as they are read: what fails is told and counted, and the others are still done. */
export class Inputs {
  #failures = 0;

  /** @param from the format, or undefined to decide by content */
  constructor(
    private readonly from: Format | undefined,
    private readonly terminal: Terminal,
  ) {}

  /** 1 where something failed, otherwise 0. */
  get exitCode(): number {
    return this.#failures > 0 ? 1 : 0;
  }

  /** Tells of a failure of one input. */
  fail(message: string): void {
    this.#failures++;
    this.terminal.tell(message);
  }

  /** Tells of what is wrong with one input; with an error among it, it counts as failed. */
  tell(name: string, problems: readonly Problem[]): void {
    for (const problem of problems.slice(0, mostProblems)) this.terminal.tell(describeProblem(name, problem));
    if (problems.length > mostProblems)
      this.terminal.tell(`${name}: ${problems.length - mostProblems} more problems of this kind`);
    if (problems.some(({ severity }) => severity === 'error')) this.#failures++;
  }

  /** One corpus for each file (each brat folder), in the order given; a folder's files in the order of their names. */
  async *read(paths: readonly string[]): AsyncGenerator<Corpus> {
    for (const path of paths) {
      try {
        if (path !== standardInput && (await isFolder(path))) yield* this.#readFolder(path);
        else yield* this.#readFile(path, path === standardInput ? 'stdin' : basename(path));
      } catch (error) {
        this.fail(sentence(error));
      }
    }
  }

  async *#readFile(path: string, name: string): AsyncGenerator<Corpus> {
    const corpus = await this.#attempt(async () => {
      const text = await readText(path, this.terminal.stdin);
      if (text.trim() === '') throw new Failure(`${nameOf(path)} holds nothing but blanks`);
      const format = this.from ?? detectFormat(text);
      return this.#told({ ...readFile({ name, text }, format), name: nameOf(path), format });
    });
    if (corpus) yield corpus;
  }

  async *#readFolder(folder: string): AsyncGenerator<Corpus> {
    const files = await filesBelow(folder);
    const whole = this.from ?? formats.find((format) => format.readFolder && files.some(isNamedAs(format)));
    if (whole?.readFolder) {
      const corpus = await this.#attempt(() => this.#readTogether(folder, files, whole));
      if (corpus) yield corpus;
      return;
    }
    const readable = files.filter(isNamedAs(...readableFormats));
    if (readable.length === 0) throw new Failure(`${folder} holds no file that can be read`);
    const others = files.length - readable.length;
    const left = others === 1 ? '1 file of another kind is' : `${others} files of other kinds are`;
    if (others > 0) this.terminal.tell(`${folder}: ${left} left out`);
    for (const file of readable) yield* this.#readFile(join(folder, file), file);
  }

  /** A format that is a folder of files (brat): one corpus. */
  async #readTogether(folder: string, files: readonly string[], format: Format): Promise<Corpus> {
    const sources: SourceFile[] = [];
    const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '');
    const unread = new Set<string>();
    for (const name of files.filter(isNamedAs(format, plainText))) {
      const text = await readText(join(folder, name), this.terminal.stdin).catch((error) => {
        // A text without annotations has an empty file beside it: that is how it is told.
        if (sentence(error).endsWith('is empty')) return '';
        this.fail(sentence(error));
        unread.add(stemOf(name));
        return '';
      });
      sources.push({ name, text });
    }
    // A text is left out with its annotations: without them it would look as if nobody had marked anything.
    const whole = sources.filter(({ name }) => !unread.has(stemOf(name)));
    return this.#told({ ...format.readFolder!(whole), name: folder, format });
  }

  #told(corpus: Corpus): Corpus {
    const { name, problems } = corpus;
    this.tell(name, problems);
    if (corpus.documents.length === 0 && problems.length === 0) this.fail(`${name} holds no document`);
    for (const document of corpus.documents) this.#checkSurrogates(name, document);
    return corpus;
  }

  /** Half of a surrogate pair is no character. It can come by way of an escape in JSON, and cannot be written to any file. */
  #checkSurrogates(name: string, { id, text }: AnnotatedDocument): void {
    const at = text.search(/\p{Surrogate}/u);
    if (at >= 0)
      this.terminal.tell(
        `${name}: document ${id} holds half of a surrogate pair as character ${at + 1}; it is written as U+FFFD`,
      );
  }

  async #attempt(work: () => Promise<Corpus>): Promise<Corpus | undefined> {
    try {
      return await work();
    } catch (error) {
      this.fail(sentence(error));
      return undefined;
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new Failure(describeAccess(path, error as NodeJS.ErrnoException));
  }
}
