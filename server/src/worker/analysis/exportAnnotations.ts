import type { AnnotatedDocument } from '../../annotation/model';
import type { Format } from '../../formats/format';
import { describeLosses, lossesOf } from '../../formats/losses';
import { formatById, formats } from '../../formats/registry';
import { sideFileOf } from '../../formats/sideFile';
import { writeAtomically } from '../../platform/atomicFile';
import type { ExportRequest } from '../../protocol/analysis';
import type { ExportResult } from '../../protocol/commands';
import type { Analyser } from './analyser';
import { ExportedDocuments } from './exportedDocuments';
import type { KeptAnnotations } from './keptAnnotations';
import { keptBeside, writeExport } from './writeExport';

interface ExportRun {
  readonly kept?: KeptAnnotations;
  /** When it is aborted nothing of the export is left. */
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
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
  if (out !== undefined && request.paths.includes(out))
    throw new Error(`${out} is what is exported, and would be lost. Choose another name.`);
  const exported = new ExportedDocuments(analyser, request, kept, progress);
  const documents = await exported.read(signal);
  const { notes, problems } = exported;
  if (documents.length === 0) throw new Error(notes[0] ?? problems[0] ?? emptyHanded(request));
  const lost = describeLosses(format, lossesOf(format, documents));
  if (out !== undefined && !ask)
    await writeExport(format, documents, out, signal, async () => {
      if (sideFile && lost !== undefined)
        await writeAtomically(keptBeside(out), [Buffer.from(sideFileOf(documents))]);
    });
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
