import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { ConceptId } from '../annotation/model';
import type { Problem } from '../annotation/problem';
import { writeAtomically } from '../platform/atomicFile';
import { Failure, sentence } from '../platform/failure';
import { Other, type Release } from './concept';
import { IndexBuilder } from './index/builder';
import { beginsAsIndex, TermIndex } from './index/termIndex';
import type { TerminologyFormat } from './reading/format';
import { importFile } from './reading/importFile';

/** So many of the ids that are gone are told one by one. */
const mostGone = 50;

export interface ImportOrder {
  readonly files: readonly string[];
  /** The index to write; its folder is made where it is missing. */
  readonly out: string;
  /** What to call the terminology; the first file's name where absent. */
  readonly name?: string;
  /** The type of concepts whose type a file does not tell; `Other` where absent. */
  readonly type?: string;
  /** Of all files; by content where absent. */
  readonly format?: TerminologyFormat;
  /** Write the index also where a file could be read in part only. */
  readonly partial?: boolean;
}

export interface ImportedFile {
  readonly file: string;
  /** What a person calls the file's format; absent where the file could not be read at all. */
  readonly format?: string;
  readonly release: Release;
  readonly concepts: number;
  readonly problems: readonly Problem[];
  /** Why nothing more was read, in a sentence. */
  readonly failure?: string;
}

export interface ImportReport {
  readonly out: string;
  readonly name: string;
  /** Why the index was not written, in a sentence; what was there before is still there. */
  readonly refused?: string;
  readonly files: readonly ImportedFile[];
  readonly concepts: number;
  readonly names: number;
  readonly bytes: number;
  /** Concepts that are left out since no file gives them a name. */
  readonly nameless: number;
  /** Concepts of no known type: names in a text are not marked by them. */
  readonly untyped: number;
  /** Concepts of the index that was there before which the new one does not have: what a person linked to them leads nowhere. */
  readonly gone: { readonly count: number; readonly ids: readonly ConceptId[] };
}

export interface ImportEvents {
  /** @param share of all work, from 0 to 1 */
  readonly progress?: (share: number, doing: string) => void;
  /** As each file is done. */
  readonly imported?: (file: ImportedFile) => void;
  readonly signal?: AbortSignal;
}

/**
 * Compiles files into one index: all of them or, with `partial`, what could be read. The index is written whole or not at all.
 * @throws the signal's reason where it is aborted; Failure where something else than an index lies at `out`
 */
export async function importTerminology(
  order: ImportOrder,
  events: ImportEvents = {},
): Promise<ImportReport> {
  const { out, name = basename(order.files[0] ?? '') } = order;
  const { signal, progress = () => {} } = events;
  checkPlace(out);
  // Before anything else: later on there is enough in memory without the old index.
  const before = idsOf(out);
  const builder = new IndexBuilder();
  const files = await importFiles(order, builder, events);
  progress(1, 'compiling …');
  const { bytes, ...counts } = builder.build(name);
  signal?.throwIfAborted();
  const report = {
    out,
    name,
    files,
    bytes: bytes.length,
    ...counts,
    untyped: 0,
    gone: { count: 0, ids: [] },
  };
  const refused = whyRefused(report, order.partial);
  if (refused) return { ...report, refused };
  const index = new TermIndex(bytes.buffer as ArrayBuffer, out);
  const gone = goneFrom(before, index);
  await mkdir(dirname(out), { recursive: true });
  await writeAtomically(out, [bytes]);
  return { ...report, untyped: untyped(index), gone };
}

/** The order that made an index, to be carried out again. @throws Failure where the index does not say */
export function orderOf(out: string): ImportOrder {
  const { name, sources } = TermIndex.open(out).meta;
  const files = sources.flatMap(({ path }) => path ?? []);
  if (files.length < sources.length || files.length === 0)
    throw new Failure(`${out} does not say which files it was made of; import them again`);
  return { files, out, name, type: sources[0]?.type };
}

async function importFiles(
  { files, type, format }: ImportOrder,
  builder: IndexBuilder,
  { progress, imported, signal }: ImportEvents,
): Promise<ImportedFile[]> {
  const done: ImportedFile[] = [];
  for (const [i, file] of files.entries()) {
    const found = await importOne(file, builder, {
      type,
      format,
      signal,
      progress: (share, concepts) =>
        progress?.(
          (i + share) / files.length,
          `${basename(file)}: ${Math.round(share * 100)} %, ${concepts} concepts`,
        ),
    });
    imported?.(found);
    done.push(found);
  }
  return done;
}

async function importOne(
  file: string,
  builder: IndexBuilder,
  options: Parameters<typeof importFile>[2],
): Promise<ImportedFile> {
  try {
    const { format, ...found } = await importFile(file, builder, options);
    builder.amendSource({ path: resolve(file), ...(options?.type && { type: options.type }) });
    return { file, format: format.title, ...found };
  } catch (error) {
    options?.signal?.throwIfAborted();
    return { file, release: {}, concepts: 0, problems: [], failure: `${sentence(error)}.` };
  }
}

function whyRefused(
  { out, files, concepts }: Pick<ImportReport, 'out' | 'files' | 'concepts'>,
  partial = false,
): string | undefined {
  const failed = files.some(
    ({ failure, problems }) => failure !== undefined || problems.some(({ severity }) => severity === 'error'),
  );
  if (failed && !partial) return `${out} is left as it was; correct the input, or take what could be read`;
  return concepts === 0 ? `there is no concept in what was read, so ${out} is not written` : undefined;
}

const untyped = (index: TermIndex): number => {
  let count = 0;
  for (let concept = 0; concept < index.conceptCount; concept++)
    if (index.types(concept).every((type) => type === Other)) count++;
  return count;
};

/** Ids that the new index lacks. @param before sorted as indexes sort them */
function goneFrom(before: readonly ConceptId[], index: TermIndex): ImportReport['gone'] {
  const gone: ConceptId[] = [];
  let now = 0;
  for (const id of before) {
    while (now < index.conceptCount && index.id(now) < id) now++;
    if (now === index.conceptCount || index.id(now) !== id) gone.push(id);
  }
  return { count: gone.length, ids: gone.slice(0, mostGone) };
}

/** An index takes the place of an index, never of a folder or of somebody's data, such as a file that is to be imported. */
function checkPlace(out: string): void {
  if (!existsSync(out)) return;
  if (statSync(out).isDirectory()) throw new Failure(`${out} is a folder; name the file of the index`);
  if (statSync(out).size > 0 && !beginsAsIndex(out))
    throw new Failure(
      `${out} is there already and is no index of a terminology; give the index another name`,
    );
}

/** The ids of an index, in its order; none where there is no index, or one that is about to be replaced since it is damaged. */
function idsOf(path: string): ConceptId[] {
  if (!existsSync(path)) return [];
  try {
    const index = TermIndex.open(path);
    return Array.from({ length: index.conceptCount }, (_, concept) => index.id(concept));
  } catch {
    return [];
  }
}
