import * as z from 'zod';
import { type AnnotatedDocument, type EntityMention, extent, type Relation } from '../annotation/model';
import { CodePointIndex } from '../text/codePoints';
import { plainTextPassages } from '../text/plainText';
import { bySpan } from '../text/span';
import type { Format, ReadResult, SourceFile } from './format';
import { Reading } from './reading';

// One document a line, offsets in code points as Python counts. Written as Prodigy has it (`spans`); read as well are
// doccano's `label` / `labels` (lists of [start, end, type]) and `entities`.
const spanObject = z.object({
  start: z.int(),
  end: z.int(),
  label: z.string().min(1),
  text: z.string().optional(),
  kb_id: z.string().optional(),
});
const triple = z.tuple([z.int(), z.int(), z.string().min(1)]);
const entity = z.object({ start_offset: z.int(), end_offset: z.int(), label: z.string().min(1) });
const relation = z.object({ type: z.string().min(1), subject: z.string().min(1), object: z.string().min(1) });
const row = z.object({
  text: z.string(),
  id: z.union([z.string(), z.number()]).optional(),
  meta: z.object({ id: z.union([z.string(), z.number()]).optional() }).optional(),
  spans: z.array(z.unknown()).optional(),
  label: z.array(z.unknown()).optional(),
  labels: z.array(z.unknown()).optional(),
  entities: z.array(z.unknown()).optional(),
  relations: z.array(z.unknown()).optional(),
});

interface Labelled {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** What the span says it covers, where it says so. */
  readonly text?: string;
  readonly concepts: readonly string[];
}

function labelled(value: unknown): Labelled | undefined {
  const asSpan = spanObject.safeParse(value);
  if (asSpan.success)
    return { ...asSpan.data, concepts: asSpan.data.kb_id?.split('|').filter(Boolean) ?? [] };
  const asTriple = triple.safeParse(value);
  if (asTriple.success)
    return { start: asTriple.data[0], end: asTriple.data[1], label: asTriple.data[2], concepts: [] };
  const asEntity = entity.safeParse(value);
  if (!asEntity.success) return undefined;
  return {
    start: asEntity.data.start_offset,
    end: asEntity.data.end_offset,
    label: asEntity.data.label,
    concepts: [],
  };
}

function readJsonLines({ name, text }: SourceFile): ReadResult {
  const reading = new Reading();
  text.split('\n').forEach((content, index) => {
    if (content.trim() === '' || content.trim() === '\uFEFF') return;
    const line = index + 1;
    let value: unknown;
    try {
      value = JSON.parse(content.replace(/^\uFEFF/, ''));
    } catch {
      reading.fail('this line is not a JSON object; each line must hold one document', line);
      return;
    }
    const parsed = row.safeParse(value);
    if (!parsed.success)
      reading.fail(
        'this line is not a document: an object with "text" and, if annotated, "spans" was expected',
        line,
      );
    else readRow(parsed.data, `${name}:${line}`, line, reading);
  });
  return reading.result();
}

function readRow(data: z.infer<typeof row>, fallbackId: string, line: number, reading: Reading): void {
  const { text } = data;
  const codePoints = new CodePointIndex(text);
  const mentions = (data.spans ?? data.label ?? data.labels ?? data.entities ?? []).flatMap(
    (value): EntityMention[] => {
      reading.mentionCount++;
      const read = labelled(value);
      if (read === undefined || read.start < 0 || read.end <= read.start || read.end > codePoints.length) {
        const shown = JSON.stringify(value).slice(0, 80);
        reading.drop(
          `a span is left out: ${shown}; a start, a larger end of at most ${codePoints.length} code points, and a label were expected`,
          line,
        );
        return [];
      }
      const place = { start: codePoints.toUtf16(read.start), end: codePoints.toUtf16(read.end) };
      const found = text.slice(place.start, place.end);
      if (read.text !== undefined && read.text !== found) {
        reading.drop(
          `a span is left out: it says "${read.text}", but the text says "${found}" at ${read.start}–${read.end}; offsets count code points`,
          line,
        );
        return [];
      }
      return [
        { spans: [place], type: read.label, concepts: read.concepts.map((id) => ({ id })), origin: 'gold' },
      ];
    },
  );
  const relations = (data.relations ?? []).flatMap((value): Relation[] => {
    const read = relation.safeParse(value);
    if (read.success) return [{ ...read.data, evidence: [], origin: 'gold' }];
    reading.warn(
      `a relation is left out: ${JSON.stringify(value).slice(0, 80)}; "type", and concept ids as "subject" and "object", were expected`,
      line,
    );
    return [];
  });
  reading.lines.push(line);
  reading.documents.push({
    id: String(data.meta?.id ?? data.id ?? fallbackId),
    text,
    passages: plainTextPassages(text),
    mentions: mentions.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
    relations,
  });
}

function rowOf({ id, text, mentions, relations }: AnnotatedDocument) {
  const codePoints = new CodePointIndex(text);
  return {
    text,
    meta: { id },
    spans: mentions.map((mention) => {
      const { start, end } = extent(mention);
      const concept = mention.concepts.map((each) => each.id).join('|');
      return {
        start: codePoints.fromUtf16(start),
        end: codePoints.fromUtf16(end),
        label: mention.type,
        text: text.slice(start, end),
        ...(concept === '' ? {} : { kb_id: concept }),
        ...(mention.score === undefined ? {} : { score: mention.score }),
      };
    }),
    relations: relations.map(({ type, subject, object, score }) => ({ type, subject, object, score })),
  };
}

export const jsonl: Format = {
  id: 'jsonl',
  title: 'JSON lines',
  extensions: ['.jsonl'],
  detects: (text) => {
    const start = /^\uFEFF?\s*/.exec(text)![0].length;
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
    return line.startsWith('{') && line.endsWith('}') && /"text"\s*:/.test(line);
  },
  read: readJsonLines,
  write: (documents) => documents.map((document) => `${JSON.stringify(rowOf(document))}\n`).join(''),
  between: '',
};
