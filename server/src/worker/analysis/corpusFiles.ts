import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeProblem } from '../../annotation/problem';
import { brat } from '../../formats/brat/format';
import { filesBelow, isNamedAs } from '../../formats/folder';
import type { Format, ReadResult, SourceFile } from '../../formats/format';
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
  readonly annotations?: string;
  /** Found in a folder: it may be anything, and counts only where its content says what it is. */
  readonly found: boolean;
}

/**
 * The files to read for some files and folders, in order, each once. In folders, a text with an `.ann` file beside it is brat's.
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
    if (open.some((each) => each.path === path) || !(await isFolder(path)))
      add({ path, name: basename(path), found: false });
    else for (const file of await filesIn(path, leftOut)) add(file);
  }
  return [...files.values()];
}

async function filesIn(folder: string, leftOut: readonly string[]): Promise<CorpusFile[]> {
  const all = await filesBelow(folder, leftOut);
  const names = new Set(all);
  const mayHoldDocuments = isNamedAs(...readableFormats.filter((format) => format !== brat));
  return all.flatMap((name) => {
    if (!mayHoldDocuments(name) || name.endsWith(keptEnding)) return [];
    const annotations = `${name.slice(0, name.length - extname(name).length)}.ann`;
    const pair = names.has(annotations) ? { annotations: join(folder, annotations) } : {};
    return [{ path: join(folder, name), name, found: true, ...pair }];
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
  /** What is wrong with it, a line each. */
  readonly problems: string[];
}

/** What a file holds, and what is wrong with it. Of a file that is of no corpus, no document. */
export async function readCorpusFile(file: CorpusFile, open: readonly OpenText[]): Promise<ReadCorpusFile> {
  const held = open.find(({ path }) => path === file.path);
  const source = { name: file.name, text: held?.text ?? (await readText(file.path)) };
  const { read, format } = (await readSource(file, source, held)) ?? {};
  if (!read) return { text: source.text, documents: [], problems: [] };
  const lines = read.lines ?? linesOf(read, format);
  return {
    text: source.text,
    decisions: held?.decisions,
    documents: read.documents,
    ...(lines && { lines }),
    problems: read.problems.map((problem) => describeProblem(file.path, problem)),
  };
}

async function readSource(
  { annotations, found }: CorpusFile,
  source: SourceFile,
  held: OpenText | undefined,
): Promise<{ readonly read: ReadResult; readonly format?: Format } | undefined> {
  if (annotations !== undefined) {
    const name = source.name.replace(/\.[^.]*$/, '');
    const standoff = await readText(annotations).catch(() => '');
    const files = [
      { name: `${name}.txt`, text: source.text },
      { name: `${name}.ann`, text: standoff },
    ];
    return { read: brat.readFolder!(files) };
  }
  // The editor knows Markdown and PubTator as languages; of other texts the content decides.
  const format = formatById(held?.languageId ?? '') ?? detectFormat(source.text);
  const isOfText = isNamedAs(plainText, markdown)(source.name);
  // Folders hold many a .json or .xml that is no corpus.
  if (
    found &&
    !isOfText &&
    (format === plainText || format === markdown || !readableFormats.includes(format))
  )
    return undefined;
  return { read: readFile(source, format), format };
}

/** Where each document begins; undefined where the format does not tell of all. */
function linesOf(read: ReadResult, format: Format | undefined): number[] | undefined {
  const places = format?.places?.(read);
  const lines = read.documents.flatMap((document) => places?.ofDocument(document)?.line ?? []);
  return lines.length === read.documents.length ? lines : undefined;
}
