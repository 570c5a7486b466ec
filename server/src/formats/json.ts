import * as z from 'zod';
import type { AnnotatedDocument, EntityMention, Relation } from '../annotation/model';
import { plainTextPassages } from '../text/plainText';
import { bySpan, type Span } from '../text/span';
import {
  attributes,
  detailsOfMention,
  detailsOfRelation,
  mentionDetails,
  mentionWith,
  pair,
  passages,
  passagesWith,
  plainPassages,
  relationDetails,
  relationWith,
} from './details';
import type { Format, ReadResult } from './format';
import { locate, sourceIn } from './jsonLines';
import { type Offsets, utf16 } from './offsets';
import { parseJson, Reading } from './reading';

// The program's own data model, nothing left out. Spans are [start, end] in UTF-16 units of the document's text, as in
// JavaScript, Java and LSP: a program that counts code points (Python) converts them. `text` of a mention repeats its words
// for people and is checked on reading.
const mention = mentionDetails.extend({
  spans: z.array(pair).min(1),
  text: z.string().optional(),
  type: z.string().min(1),
});
const relation = relationDetails.extend({
  type: z.string().min(1),
  subject: z.string().min(1),
  object: z.string().min(1),
});
const document = z.object({
  id: z.string(),
  text: z.string(),
  attributes: attributes.optional(),
  passages: passages.optional(),
  mentions: z.array(z.unknown()).default([]),
  relations: z.array(z.unknown()).default([]),
});

function readJson(text: string): ReadResult {
  const reading = new Reading();
  const parsed = parseJson(text);
  if (!('value' in parsed)) return { ...reading.result(), problems: [parsed] };
  const documents = (parsed.value as { documents?: unknown } | null)?.documents;
  if (!Array.isArray(documents))
    reading.fail(
      'an object with a list "documents" was expected; only files that BioGloss wrote as json can be read as json',
    );
  else {
    for (const [index, each] of documents.entries())
      readDocument(each, index, reading, sourceIn(each, documents));
    locate(text, parsed.value, reading);
  }
  return reading.result();
}

function readDocument(value: unknown, index: number, reading: Reading, source: unknown): void {
  const parsed = document.safeParse(value);
  if (!parsed.success) {
    const message = `document ${index + 1} of the list is left out: ${firstIssue(parsed.error)}`;
    reading.fail(message, undefined, undefined, { source });
    return;
  }
  const { id, text, attributes } = parsed.data;
  const about = (each: unknown) => ({ source: sourceIn(each, source) });
  const offsets = utf16(text);
  const mentions = parsed.data.mentions.flatMap((each, at): EntityMention[] => {
    reading.mentionCount++;
    const read = mention.safeParse(each);
    const found = read.success ? located(read.data, text, offsets) : firstIssue(read.error);
    if (read.success && typeof found !== 'string') {
      const { text: _, spans, type, ...details } = read.data;
      return [{ spans: found, type, ...mentionWith(details) }];
    }
    const message = `mention ${at + 1} of document ${id} is left out: ${found}`;
    reading.drop(message, undefined, undefined, about(each));
    return [];
  });
  const relations = parsed.data.relations.flatMap((each, at): Relation[] => {
    const read = relation.safeParse(each);
    if (!read.success) {
      const message = `relation ${at + 1} of document ${id} is left out: ${firstIssue(read.error)}`;
      reading.warn(message, undefined, undefined, about(each));
      return [];
    }
    const { type, subject, object, ...details } = read.data;
    const { lost, ...others } = relationWith(details, offsets);
    if (lost > 0)
      reading.warn(
        `${lost} of the evidence of relation ${at + 1} of document ${id} is not in its text`,
        undefined,
        undefined,
        about(each),
      );
    return [{ type, subject, object, ...others }];
  });
  reading.documents.push({
    id,
    text,
    ...(attributes && { attributes }),
    passages: passagesOf(parsed.data, offsets, reading, source),
    mentions: mentions.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
    relations,
  });
}

/** Those of the file, where it tells them; what lies outside the text is left out. */
function passagesOf(
  { id, text, passages }: z.infer<typeof document>,
  offsets: Offsets,
  reading: Reading,
  source: unknown,
) {
  if (passages === undefined) return plainTextPassages(text);
  const fitting = passagesWith(passages, offsets);
  if (fitting.length < passages.length)
    reading.warn(
      `${passages.length - fitting.length} passages of document ${id} are left out: they are empty or end after the text, which has ${text.length} UTF-16 units`,
      undefined,
      undefined,
      { source },
    );
  return fitting;
}

/** The spans of a mention, or why it does not fit its document's text. */
function located(
  { spans, text: wording }: z.infer<typeof mention>,
  text: string,
  offsets: Offsets,
): [Span, ...Span[]] | string {
  const found = spans.map((each) => offsets.span(each));
  if (found.some((each) => each === undefined))
    return `its spans must end after their start and before the end of the text, which has ${text.length} UTF-16 units`;
  const words = (found as Span[]).map(({ start, end }) => text.slice(start, end)).join(' ');
  return wording === undefined || wording === words
    ? (found as [Span, ...Span[]])
    : `it says "${wording}", but the text says "${words}" there; spans count UTF-16 units`;
}

function firstIssue(error: z.ZodError): string {
  const { path, message } = error.issues[0]!;
  return `${path.length > 0 ? `"${path.join('.')}": ` : ''}${message}`;
}

function plainDocument({ id, text, attributes, passages, mentions, relations }: AnnotatedDocument) {
  const offsets = utf16(text);
  return {
    id,
    text,
    attributes,
    passages: plainPassages(passages, offsets),
    mentions: mentions.map((mention) => ({
      spans: mention.spans.map((span) => offsets.pair(span)),
      text: mention.spans.map(({ start, end }) => text.slice(start, end)).join(' '),
      type: mention.type,
      concepts: mention.concepts,
      ...detailsOfMention(mention),
      origin: mention.origin,
    })),
    relations: relations.map((relation) => ({
      type: relation.type,
      subject: relation.subject,
      object: relation.object,
      evidence: [],
      ...detailsOfRelation(relation, offsets),
      origin: relation.origin,
    })),
  };
}

export const json: Format = {
  id: 'json',
  title: 'BioGloss JSON',
  extensions: ['.json'],
  detects: (text) => /^\uFEFF?\s*\{\s*"format"\s*:\s*"biogloss"/.test(text),
  read: ({ text }) => readJson(text),
  write: (documents) =>
    `${JSON.stringify({ format: 'biogloss', version: 1, offsets: 'utf-16', documents: documents.map(plainDocument) }, undefined, 2)}\n`,
};
