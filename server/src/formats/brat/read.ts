import type { ReadResult, SourceFile } from '../format';
import { Reading } from '../reading';
import { AnnotationReading } from './readAnnotations';

export interface BratReadResult extends ReadResult {
  /** The text file of each document, below the folder. */
  readonly files: readonly string[];
}

/**
 * Reads a folder of brat's standoff files: each `.txt` with the `.ann` of the same name (and `.a1`, `.a2`). Text-bound annotations,
 * interrupted ones too, normalisations, binary relations, attributes and notes are understood; events and equivalences are told and left out.
 * A relation is one of the document: between the concepts that its note tells, or those of its arguments, or their wordings where they have none.
 * @see https://brat.nlplab.org/standoff.html
 */
export function readBrat(files: readonly SourceFile[]): BratReadResult {
  const reading = new Reading();
  const texts = new Map<string, SourceFile>();
  const annotations = new Map<string, SourceFile[]>();
  for (const file of files) {
    const [, stem, extension] = /^(.*)\.(txt|ann|a1|a2)$/i.exec(file.name) ?? [];
    if (stem === undefined) continue;
    if (extension!.toLowerCase() === 'txt') texts.set(stem, file);
    else annotations.set(stem, [...(annotations.get(stem) ?? []), file]);
  }
  for (const [stem, { text }] of texts) {
    const document = new AnnotationReading(stem, text, reading);
    for (const file of annotations.get(stem) ?? []) document.addFile(file);
    reading.documents.push(document.finish());
  }
  for (const [stem, [file]] of annotations)
    if (!texts.has(stem))
      reading.fail(
        `${file!.name} has no ${stem}.txt beside it; brat keeps the text there`,
        undefined,
        file!.name,
      );
  return { ...reading.result(), files: [...texts.values()].map(({ name }) => name) };
}
