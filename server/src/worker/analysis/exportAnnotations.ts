import { setImmediate } from 'node:timers/promises';
import type { AnnotatedDocument } from '../../annotation/model';
import type { Format } from '../../formats/format';
import { countLosses, describeLosses, type Losses } from '../../formats/losses';
import { formatById, formats } from '../../formats/registry';
import { sideFileOf } from '../../formats/sideFile';
import type { ExportRequest } from '../../protocol/analysis';
import type { ExportResult } from '../../protocol/commands';
import type { Analyser } from './analyser';
import { EarlierExports } from './earlierExports';
import { ExportedDocuments, wouldBeLost } from './exportedDocuments';
import { notesOnPlace } from './exportNotes';
import type { KeptAnnotations } from './keptAnnotations';
import { writeExport } from './writeExport';

interface ExportRun {
  readonly kept?: KeptAnnotations;
  /** When it is aborted nothing of the export is left. */
  readonly signal: AbortSignal;
  /** @param doing with what, where documents are not read any more */
  progress(done: number, total: number, doing?: string): void;
}

/**
 * Writes documents with a model's annotations, persons', or both in another format; or only tells what that cannot hold, and what would be written.
 * Annotations of files count as persons'.
 */
export async function exportAnnotations(
  analyser: Analyser,
  request: ExportRequest,
  { kept, signal, progress }: ExportRun,
): Promise<ExportResult> {
  const format = formatToWrite(request.format);
  const { out, ask, sideFile, preview } = request;
  if (out !== undefined && request.paths.includes(out)) throw new Error(wouldBeLost(out));
  const earlier = await EarlierExports.open(request.exports);
  const exported = new ExportedDocuments(analyser, request, kept, earlier, progress);
  const documents = await exported.read(signal);
  const { problems } = exported;
  const notes = [...exported.notes, ...(out === undefined ? [] : await notesOnPlace(format, out, earlier))];
  if (documents.length === 0) throw new Error(notes[0] ?? problems[0] ?? emptyHanded(request));
  const compared = (done: number) => progress(done, documents.length, 'comparing ');
  const lost = describeLosses(format, await lossesInSlices(format, documents, signal, compared));
  if (out !== undefined && !ask) {
    const beside = sideFile && lost !== undefined ? sideFileOf(documents) : undefined;
    const isStale = (path: string) => earlier.wroteBoth(path);
    const files = await writeExport(format, documents, out, signal, { sideFile: beside, isStale });
    await earlier.remember(out, files);
  }
  const count = (of: (document: AnnotatedDocument) => number) =>
    documents.reduce((sum, document) => sum + of(document), 0);
  return {
    ...(out !== undefined && { out }),
    ...(lost !== undefined && { lost }),
    ...(preview !== undefined && { preview: previewOf(format, documents) }),
    documents: documents.length,
    mentions: count(({ mentions }) => mentions.length),
    relations: count(({ relations }) => relations.length),
    notes,
    problems,
  };
}

async function lossesInSlices(
  format: Format,
  documents: readonly AnnotatedDocument[],
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<Losses> {
  const counting = countLosses(format, documents);
  for (;;) {
    const { done, value } = counting.next();
    if (done) return value;
    progress(value);
    await setImmediate();
    signal.throwIfAborted();
  }
}

const emptyHanded = ({ paths }: ExportRequest): string =>
  `${paths.join(', ')} holds no document that can be read.`;

function formatToWrite(id: string): Format {
  const format = formatById(id);
  if (format?.write || format?.writeFolder) return format;
  const writable = formats.filter(({ write, writeFolder }) => write ?? writeFolder);
  throw new Error(
    `"${id}" is not a format that can be written; there are ${writable.map(({ id }) => id).join(', ')}.`,
  );
}

/** As it would be written; the files of a folder one after the other, each below its name. */
const previewOf = ({ write, writeFolder }: Format, documents: readonly AnnotatedDocument[]): string =>
  writeFolder
    ? writeFolder(documents)
        .map(({ name, text }) => `=== ${name} ===\n${text}`)
        .join('\n')
    : write!(documents);
