import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { describeProblem } from '../../annotation/problem';
import { brat } from '../../formats/brat/format';
import { filesBelow, isNamedAs } from '../../formats/folder';
import type { ReadResult, SourceFile } from '../../formats/format';
import { detectFormat, formatById, readableFormats, readFile } from '../../formats/registry';
import { markdown, text as plainText } from '../../formats/text';
import { Failure } from '../../platform/failure';
import { describeAccess, readText } from '../../platform/textFile';
import type { OpenText } from '../../protocol/analysis';

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
 * @throws Failure that names what does not exist
 */
export async function corpusFiles(
  paths: readonly string[],
  open: readonly OpenText[],
): Promise<CorpusFile[]> {
  const files = new Map<string, CorpusFile>();
  const add = (file: CorpusFile) => files.has(file.path) || files.set(file.path, file);
  for (const path of paths) {
    if (open.some((each) => each.path === path) || !(await isFolder(path)))
      add({ path, name: basename(path), found: false });
    else for (const file of await filesIn(path)) add(file);
  }
  return [...files.values()];
}

async function filesIn(folder: string): Promise<CorpusFile[]> {
  const all = await filesBelow(folder);
  const names = new Set(all);
  return all.filter(isNamedAs(...readableFormats.filter((format) => format !== brat))).map((name) => {
    const annotations = `${name.slice(0, name.length - extname(name).length)}.ann`;
    const pair = names.has(annotations) ? { annotations: join(folder, annotations) } : {};
    return { path: join(folder, name), name, found: true, ...pair };
  });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new Failure(describeAccess(path, error as NodeJS.ErrnoException));
  }
}

/** What a file holds, and what is wrong with it, a line each. Of a file that is of no corpus, nothing at all. */
export async function readCorpusFile(
  file: CorpusFile,
  open: readonly OpenText[],
): Promise<{ documents: readonly AnnotatedDocument[]; problems: string[] }> {
  const held = open.find(({ path }) => path === file.path);
  const source = { name: file.name, text: held?.text ?? (await readText(file.path)) };
  const read = await readSource(file, source, held);
  return {
    documents: read?.documents ?? [],
    problems: read?.problems.map((problem) => describeProblem(file.path, problem)) ?? [],
  };
}

async function readSource(
  { annotations, found }: CorpusFile,
  source: SourceFile,
  held: OpenText | undefined,
): Promise<ReadResult | undefined> {
  if (annotations !== undefined) {
    const name = source.name.replace(/\.[^.]*$/, '');
    const standoff = await readText(annotations).catch(() => '');
    return brat.readFolder!([
      { name: `${name}.txt`, text: source.text },
      { name: `${name}.ann`, text: standoff },
    ]);
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
  return readFile(source, format);
}
