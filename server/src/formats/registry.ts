import { biocJson } from './bioc/json';
import { biocXml } from './bioc/xml';
import { brat } from './brat/format';
import { conll } from './conll';
import type { Format, ReadResult, SourceFile } from './format';
import { html } from './html';
import { json } from './json';
import { jsonl } from './jsonl/format';
import { pretty } from './pretty';
import { pubtator } from './pubtator/format';
import { rdf } from './rdf';
import { tables } from './tables/format';
import { markdown, text } from './text';
import { webAnnotation } from './webAnnotation/format';

/** Every format, in the order in which a file's content is tried against them. */
export const formats: readonly Format[] = [
  pubtator,
  biocXml,
  webAnnotation,
  json,
  biocJson,
  jsonl,
  conll,
  brat,
  ...tables,
  html,
  rdf,
  pretty,
  markdown,
  text,
];

export const readableFormats = formats.filter(({ read, readFolder }) => read ?? readFolder);

export const formatById = (id: string): Format | undefined => formats.find((format) => format.id === id);

/** The format of a text by its content; plain text where no other says it is its own. The file's name has no say. */
export const detectFormat = (content: string): Format =>
  formats.find(({ detects }) => detects?.(content)) ?? text;

/** Reads one file in the format given, or in the one that its content shows. */
export function readFile(file: SourceFile, format: Format = detectFormat(file.text)): ReadResult {
  if (format.read) return format.read(file);
  if (format.readFolder) return format.readFolder([file]);
  const message = `${format.title} can be written but not read; convert the file to one of ${readableFormats.map(({ id }) => id).join(', ')} first`;
  return { documents: [], problems: [{ severity: 'error', message }], mentionCount: 0, droppedMentions: 0 };
}
