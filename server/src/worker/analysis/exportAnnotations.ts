import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import type { Format, ReadResult } from '../../formats/format';
import { describeLosses, lossesOf } from '../../formats/losses';
import { formatById, formats, readFile } from '../../formats/registry';
import { sideFileOf } from '../../formats/sideFile';
import { writeAtomically } from '../../platform/atomicFile';
import { readText } from '../../platform/textFile';
import type { ExportRequest } from '../../protocol/analysis';
import type { ExportResult } from '../../protocol/commands';
import type { Analyser } from './analyser';
import { annotateCorpus } from './annotateDocument';

/**
 * Annotates what a file or an editor holds and writes it in another format, or only tells what that cannot hold; annotations that it brings are left aside.
 */
export async function exportAnnotations(
  analyser: Analyser,
  request: ExportRequest,
  progress: (done: number, total: number) => void,
): Promise<ExportResult> {
  const format = formatToWrite(request.format);
  const { documents, problems } = await read(request);
  if (documents.length === 0) throw new Error(problems[0]?.message ?? `${request.path} holds no document.`);
  const annotated = await annotateCorpus(analyser, documents, 'none', progress);
  const lost = describeLosses(format, lossesOf(format, annotated));
  if (!request.ask) {
    await write(format, annotated, request.out);
    if (request.sideFile && lost !== undefined)
      await writeAtomically(`${request.out}.kept.json`, [Buffer.from(sideFileOf(annotated))]);
  }
  const count = (of: (document: AnnotatedDocument) => number) =>
    annotated.reduce((sum, document) => sum + of(document), 0);
  return {
    out: request.out,
    ...(lost !== undefined && { lost }),
    documents: annotated.length,
    mentions: count(({ mentions }) => mentions.length),
    relations: count(({ relations }) => relations.length),
  };
}

async function read({ path, text, languageId }: ExportRequest): Promise<ReadResult> {
  const file = { name: basename(path), text: text ?? (await readText(path)) };
  // The editor knows Markdown and PubTator as languages; of plain text the content decides.
  return readFile(file, formatById(languageId ?? ''));
}

function formatToWrite(id: string): Format {
  const format = formatById(id);
  if (format?.write || format?.writeFolder) return format;
  const writable = formats.filter(({ write, writeFolder }) => write ?? writeFolder);
  throw new Error(
    `"${id}" is not a format that can be written; there are ${writable.map(({ id }) => id).join(', ')}.`,
  );
}

/** A file appears whole or not at all. */
async function write(
  { write, writeFolder }: Format,
  documents: readonly AnnotatedDocument[],
  out: string,
): Promise<void> {
  const files = writeFolder
    ? writeFolder(documents).map(({ name, text }) => ({ path: join(out, name), text }))
    : [{ path: out, text: write!(documents) }];
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeAtomically(path, [Buffer.from(text)]);
  }
}
