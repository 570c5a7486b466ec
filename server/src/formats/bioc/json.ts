import * as z from 'zod';
import type { Span } from '../../text/span';
import type { Format, ReadResult } from '../format';
import { parseJson, Reading } from '../reading';
import { fromBioC } from './fromBioC';
import type { BioCDocument, BioCPassage, BioCPlace } from './model';
import { PlacedPart, PlacedText } from './places';
import { toBioC } from './toBioC';

// Files differ in small things: ids are numbers or texts, lists that would be empty are left out, infons hold null or numbers.
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? '' : String(value)));
const infons = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((record) =>
    Object.fromEntries(
      Object.entries(record ?? {}).flatMap(([key, value]) =>
        value == null || typeof value === 'object' ? [] : [[key, String(value)]],
      ),
    ),
  );
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
const whole = z.coerce.number().int().min(0);

// Put in by whoever wants to know where things stand; another program's property of that name is no such thing.
const place = z
  .custom<BioCPlace>((value) => value instanceof PlacedPart)
  .optional()
  .catch(undefined);

const annotation = z.object({
  place,
  id: text,
  infons,
  text,
  locations: list(z.object({ offset: whole, length: whole })),
});
const relation = z.object({ place, id: text, infons, nodes: list(z.object({ refid: text, role: text })) });
const parts = { annotations: list(annotation), relations: list(relation) };
const textPlace = z
  .custom<Span>((value) => value instanceof PlacedText)
  .optional()
  .catch(undefined);
const sentence = z.object({ infons, offset: whole, text, textPlace, ...parts });
const passage = z.object({ infons, offset: whole, text, textPlace, ...parts, sentences: list(sentence) });
const document = z.object({ id: text, infons, passages: list(passage), ...parts });
type ParsedDocument = z.infer<typeof document>;

function readBioCJson(content: string): ReadResult {
  const reading = new Reading();
  const parsed = parseJson(content);
  if (!('value' in parsed)) return { ...reading.result(), problems: [parsed] };
  for (const [index, value] of documentsIn(parsed.value).entries()) {
    const read = parseDocument(value);
    if ('document' in read) reading.documents.push(fromBioC(read.document, reading));
    else reading.fail(`document ${index + 1} is left out: "${read.path.join('.')}": ${read.message}`);
  }
  if (reading.documents.length === 0 && reading.problems.length === 0)
    reading.fail('a BioC collection with a list "documents" was expected');
  return reading.result();
}

/** A BioC document as JSON has it, or what is wrong with it and where. */
export function parseDocument(
  value: unknown,
): { document: BioCDocument } | { path: PropertyKey[]; message: string } {
  const read = document.safeParse(value);
  if (read.success) return { document: withSentences(read.data) };
  const { path, message } = read.error.issues[0]!;
  return { path, message };
}

/** A collection, a list of collections or documents, or one document. */
function documentsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(documentsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { documents, PubTator3, passages } = value as Record<string, unknown>;
  if (Array.isArray(documents)) return documents;
  if (Array.isArray(PubTator3)) return PubTator3;
  return Array.isArray(passages) ? [value] : [];
}

const withSentences = (parsed: ParsedDocument): BioCDocument => ({
  ...parsed,
  passages: parsed.passages.map(
    (each): BioCPassage => ({
      ...each,
      sentences: each.sentences.map((inner) => ({ ...inner, sentences: [] })),
    }),
  ),
});

export const biocJson: Format = {
  id: 'bioc-json',
  title: 'BioC (JSON)',
  extensions: ['.bioc.json', '.json'],
  // JSON lines of ours may tell passages as well, but not their offsets.
  detects: (content) =>
    /^\uFEFF?\s*[[{]/.test(content) &&
    ['passages', 'offset'].every((name) => new RegExp(`"${name}"\\s*:`).test(content.slice(0, 20_000))),
  read: ({ text }) => readBioCJson(text),
  write: (documents) =>
    `${JSON.stringify({ source: 'BioGloss', date: '', key: 'BioGloss.key', infons: {}, documents: documents.map(toBioC) }, undefined, 1)}\n`,
};
