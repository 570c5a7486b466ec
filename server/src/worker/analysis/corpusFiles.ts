import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeProblem, type Problem } from '../../annotation/problem';
import { brat } from '../../formats/brat/format';
import { filesBelow, isNamedAs, withoutModelsAndRuns } from '../../formats/folder';
import type { Format, ReadResult, SourceFile } from '../../formats/format';
import { corpusLanguageOf } from '../../formats/layout/languages';
import { detectFormat, formatById, readableFormats, readFile } from '../../formats/registry';
import { markdown, text as plainText } from '../../formats/text';
import { Failure } from '../../platform/failure';
import { describeAccess, readText } from '../../platform/textFile';
import type { OpenText } from '../../protocol/analysis';

/** Files with this ending hold what another file's format cannot: their documents are that file's. */
export const keptEnding = '.kept.json';

/** A file to read, or a text with its brat annotations. */
export interface CorpusFile {
  readonly path: string;
  /** What documents in it are called after: the path below the folder that it was found in. */
  readonly name: string;
  /** Paths of brat's files of annotations that lie beside a text. */
  readonly annotations?: readonly string[];
  /** Found in a folder: it may be anything, and counts only where its content says what it is. */
  readonly found: boolean;
}

/**
 * The files to read for some files and folders, in order, each once. A text and brat's files of annotations beside it are one, whichever of them is named.
 * Models and runs in folders do not count.
 * @param leftOut globs of what does not count in folders, as editors have them for files that they hide
 * @throws Failure that names what does not exist
 */
export async function corpusFiles(
  paths: readonly string[],
  open: readonly OpenText[],
  leftOut: readonly string[] = [],
): Promise<CorpusFile[]> {
  const files = new Map<string, CorpusFile>();
  const add = (file: CorpusFile) => files.has(file.path) || files.set(file.path, file);
  for (const path of paths) {
    if (open.some((each) => each.path === path) || !(await isFolder(path))) add(await named(path, open));
    else for (const file of await filesIn(path, leftOut)) add(file);
  }
  return [...files.values()];
}

const isBrat = isNamedAs(brat);
const bratText = /\.txt$/i;
const stemOf = (path: string): string => path.replace(/\.[^./\\]*$/, '');
const besideText = (path: string): string[] => brat.extensions.map((extension) => stemOf(path) + extension);

/** A file that was named: its other half counts, too. */
async function named(path: string, open: readonly OpenText[]): Promise<CorpusFile> {
  const isThere = async (each: string) =>
    open.some((held) => held.path === each) ||
    (await stat(each).then(
      (found) => found.isFile(),
      () => false,
    ));
  const text = isBrat(path) ? `${stemOf(path)}.txt` : path;
  const annotations: string[] = [];
  if (bratText.test(text) && (await isThere(text)))
    for (const each of besideText(text)) if (await isThere(each)) annotations.push(each);
  if (annotations.length === 0) return { path, name: basename(path), found: false };
  return { path: text, name: basename(text), annotations, found: false };
}

async function filesIn(folder: string, leftOut: readonly string[]): Promise<CorpusFile[]> {
  const all = withoutModelsAndRuns(await filesBelow(folder, leftOut));
  const names = new Set(all);
  const mayHoldDocuments = isNamedAs(...readableFormats.filter((format) => format !== brat));
  return all.flatMap((name) => {
    if (!mayHoldDocuments(name) || name.endsWith(keptEnding)) return [];
    const beside = bratText.test(name) ? besideText(name).filter((each) => names.has(each)) : [];
    const annotations = beside.map((each) => join(folder, each));
    return [{ path: join(folder, name), name, found: true, ...(annotations.length > 0 && { annotations }) }];
  });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new Failure(describeAccess(path, error as NodeJS.ErrnoException));
  }
}

/** What a file holds. */
export interface ReadCorpusFile {
  /** As it stands in the editor, or else on the disk. */
  readonly text: string;
  /** What persons decided on it, where an editor has it open. */
  readonly decisions?: OpenText['decisions'];
  readonly documents: readonly AnnotatedDocument[];
  /** The line on which each of the documents begins, counted from 1, where the format tells. */
  readonly lines?: readonly number[];
  /** What of the file no document holds: a sentence. */
  readonly unkept?: string | undefined;
  /** What is wrong with it, a line each. */
  readonly problems: string[];
}

/** What a file holds, and what is wrong with it. Of a file that is of no corpus, no document. */
export async function readCorpusFile(file: CorpusFile, open: readonly OpenText[]): Promise<ReadCorpusFile> {
  const held = open.find(({ path }) => path === file.path);
  const source = { name: file.name, text: held?.text ?? (await readText(file.path)) };
  const { read, format } =
    (file.annotations
      ? { read: await readPair(source, file.annotations, open), format: brat }
      : readSource(file, source, held?.languageId)) ?? {};
  if (!read) return { text: source.text, documents: [], problems: [] };
  const lines = read.lines ?? linesOf(read, format);
  return {
    text: source.text,
    decisions: held?.decisions,
    documents: read.documents,
    ...(lines && { lines }),
    unkept: read.unkept,
    problems: read.problems.map((problem) => describeIn(file, problem)),
  };
}

/** Of a pair, with the half that it is about. */
function describeIn({ path, annotations }: CorpusFile, problem: Problem): string {
  const own = annotations?.find((each) => problem.file?.endsWith(basename(each)));
  if (!own) return describeProblem(path, problem);
  return describeProblem(own, { ...problem, message: problem.message.replace(`${problem.file}: `, '') });
}

/** A text with its files of annotations, both as the editor holds them. */
async function readPair(
  text: SourceFile,
  annotations: readonly string[],
  open: readonly OpenText[],
): Promise<ReadResult> {
  const stem = stemOf(text.name);
  const files: SourceFile[] = [{ name: `${stem}.txt`, text: text.text }];
  for (const path of annotations) {
    const held = open.find((each) => each.path === path)?.text;
    // An empty one says that nothing is annotated.
    const standoff = held ?? (await readText(path).catch(() => ''));
    files.push({ name: stem + path.slice(stemOf(path).length), text: standoff });
  }
  return brat.readFolder!(files);
}

function readSource(
  { found }: CorpusFile,
  source: SourceFile,
  languageId = '',
): { readonly read: ReadResult; readonly format: Format } | undefined {
  const format = formatOf(source, languageId);
  // Folders hold many a .json or .xml that is no corpus.
  if (
    found &&
    !isOfText(source.name) &&
    (format === plainText || format === markdown || !readableFormats.includes(format))
  )
    return undefined;
  return { read: readFile(source, format), format };
}

const isOfText = isNamedAs(plainText, markdown);

/** The editor knows Markdown and corpus files as languages; of other texts the content decides, and of brat's the name. */
function formatOf({ name, text }: SourceFile, languageId: string): Format {
  if (languageId === 'markdown') return markdown;
  const language = corpusLanguageOf(languageId, text);
  return formatById(language?.format ?? '') ?? (isBrat(name) ? brat : detectFormat(text));
}

/** Where each document begins; undefined where the format does not tell of all. */
function linesOf(read: ReadResult, format: Format | undefined): number[] | undefined {
  const places = format?.places?.(read);
  const lines = read.documents.flatMap((document) => places?.ofDocument(document)?.line ?? []);
  return lines.length === read.documents.length ? lines : undefined;
}
