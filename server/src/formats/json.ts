import * as z from 'zod';
import type { AnnotatedDocument, EntityMention } from '../annotation/model';
import type { Passage } from '../text/passage';
import { plainTextPassages } from '../text/plainText';
import { bySpan, type Span } from '../text/span';
import type { Format, ReadResult } from './format';
import { parseJson, Reading } from './reading';

// The program's own data model, nothing left out. Spans are [start, end] in UTF-16 units of the document's text, as in
// JavaScript, Java and LSP: a program that counts code points (Python) converts them. `text` of a mention repeats its words
// for people and is checked on reading.
const offset = z.int().min(0);
const span = z.tuple([offset, offset]).refine(([start, end]) => start < end);
const share = z.number().min(0).max(1).optional();
const origin = z.enum(['predicted', 'gold', 'user', 'dictionary']).default('gold');
const kind = z.enum([
  'title',
  'abstract',
  'heading',
  'paragraph',
  'listItem',
  'tableCell',
  'caption',
  'quote',
]);

const passage = z.object({ kind, span, prose: z.array(span).optional() });
const mention = z.object({
  spans: z.array(span).min(1),
  text: z.string().optional(),
  type: z.string().min(1),
  concepts: z.array(z.object({ id: z.string().min(1), score: share })).default([]),
  score: share,
  origin,
});
const evidence = z.object({ sentence: span, subject: span, object: span, score: share });
const relation = z.object({
  type: z.string().min(1),
  subject: z.string().min(1),
  object: z.string().min(1),
  score: share,
  negated: z.boolean().optional(),
  evidence: z.array(evidence).default([]),
  origin,
});
const document = z.object({
  id: z.string(),
  text: z.string(),
  passages: z.array(passage).optional(),
  mentions: z.array(z.unknown()).default([]),
  relations: z.array(relation).default([]),
});

type Pair = readonly [number, number];
const spanOf = ([start, end]: Pair): Span => ({ start, end });
const pairOf = ({ start, end }: Span): Pair => [start, end];

function readJson(text: string): ReadResult {
  const reading = new Reading();
  const parsed = parseJson(text);
  if (!('value' in parsed)) return { ...reading.result(), problems: [parsed] };
  const documents = (parsed.value as { documents?: unknown } | null)?.documents;
  if (!Array.isArray(documents))
    reading.fail(
      'an object with a list "documents" was expected; only files that BioGloss wrote as json can be read as json',
    );
  else for (const [index, each] of documents.entries()) readDocument(each, index, reading);
  return reading.result();
}

function readDocument(value: unknown, index: number, reading: Reading): void {
  const parsed = document.safeParse(value);
  if (!parsed.success) {
    reading.fail(`document ${index + 1} of the list is left out: ${firstIssue(parsed.error)}`);
    return;
  }
  const { id, text, relations } = parsed.data;
  const inside = (pairs: readonly Pair[]): boolean => pairs.every(([, end]) => end <= text.length);
  const mentions = parsed.data.mentions.flatMap((each, at): EntityMention[] => {
    reading.mentionCount++;
    const read = mention.safeParse(each);
    const wrong = read.success ? misfit(read.data, text) : firstIssue(read.error);
    if (read.success && wrong === undefined) {
      const { text: _, spans, ...others } = read.data;
      return [{ ...others, spans: spans.map(spanOf) as [Span, ...Span[]] }];
    }
    reading.drop(`mention ${at + 1} of document ${id} is left out: ${wrong}`);
    return [];
  });
  reading.documents.push({
    id,
    text,
    passages: passagesOf(parsed.data, reading),
    mentions: mentions.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
    relations: relations.map((each) => ({
      ...each,
      evidence: each.evidence
        .filter(({ sentence, subject, object }) => inside([sentence, subject, object]))
        .map(({ sentence, subject, object, ...others }) => ({
          ...others,
          sentence: spanOf(sentence),
          subject: spanOf(subject),
          object: spanOf(object),
        })),
    })),
  });
}

/** Those of the file, where it tells them; what lies outside the text is left out. */
function passagesOf({ id, text, passages }: z.infer<typeof document>, reading: Reading): Passage[] {
  if (passages === undefined) return plainTextPassages(text);
  const fitting = passages.filter(({ span, prose = [] }) =>
    [span, ...prose].every(([, end]) => end <= text.length),
  );
  if (fitting.length < passages.length)
    reading.warn(
      `${passages.length - fitting.length} passages of document ${id} are left out: they end after the text, which has ${text.length} UTF-16 units`,
    );
  return fitting.map(({ kind, span, prose = [span] }) => ({
    kind,
    span: spanOf(span),
    prose: prose.map(spanOf),
  }));
}

/** Why a mention does not fit its document's text. */
function misfit({ spans, text: wording }: z.infer<typeof mention>, text: string): string | undefined {
  if (spans.some(([, end]) => end > text.length))
    return `it ends after the text, which has ${text.length} UTF-16 units`;
  const found = spans.map(([start, end]) => text.slice(start, end)).join(' ');
  return wording === undefined || wording === found
    ? undefined
    : `it says "${wording}", but the text says "${found}" there; spans count UTF-16 units`;
}

function firstIssue(error: z.ZodError): string {
  const { path, message } = error.issues[0]!;
  return `${path.length > 0 ? `"${path.join('.')}": ` : ''}${message}`;
}

const plainDocument = ({ id, text, passages, mentions, relations }: AnnotatedDocument) => ({
  id,
  text,
  passages: passages.map(({ kind, span, prose }) => ({ kind, span: pairOf(span), prose: prose.map(pairOf) })),
  mentions: mentions.map(({ spans, ...others }) => ({
    spans: spans.map(pairOf),
    text: spans.map(({ start, end }) => text.slice(start, end)).join(' '),
    ...others,
  })),
  relations: relations.map(({ evidence, ...others }) => ({
    ...others,
    evidence: evidence.map(({ sentence, subject, object, ...rest }) => ({
      sentence: pairOf(sentence),
      subject: pairOf(subject),
      object: pairOf(object),
      ...rest,
    })),
  })),
});

export const json: Format = {
  id: 'json',
  title: 'BioGloss JSON',
  extensions: ['.json'],
  detects: (text) => /^\uFEFF?\s*\{\s*"format"\s*:\s*"biogloss"/.test(text),
  read: ({ text }) => readJson(text),
  write: (documents) =>
    `${JSON.stringify({ format: 'biogloss', version: 1, offsets: 'utf-16', documents: documents.map(plainDocument) }, undefined, 2)}\n`,
};
