import * as z from 'zod';
import type { Format, ReadResult } from '../format';
import { parseJson, Reading } from '../reading';
import { fromBioC } from './fromBioC';
import type { BioCDocument, BioCPassage } from './model';
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

const annotation = z.object({
  id: text,
  infons,
  text,
  locations: list(z.object({ offset: whole, length: whole })),
});
const relation = z.object({ id: text, infons, nodes: list(z.object({ refid: text, role: text })) });
const parts = { annotations: list(annotation), relations: list(relation) };
const sentence = z.object({ infons, offset: whole, text, ...parts });
const passage = z.object({ infons, offset: whole, text, ...parts, sentences: list(sentence) });
const document = z.object({ id: text, infons, passages: list(passage), ...parts });
type ParsedDocument = z.infer<typeof document>;

function readBioCJson(content: string): ReadResult {
  const reading = new Reading();
  const parsed = parseJson(content);
  if (!('value' in parsed)) return { ...reading.result(), problems: [parsed] };
  for (const [index, value] of documentsIn(parsed.value).entries()) {
    const read = document.safeParse(value);
    if (read.success) reading.documents.push(fromBioC(withSentences(read.data), reading));
    else {
      const { path, message } = read.error.issues[0]!;
      reading.fail(`document ${index + 1} is left out: "${path.join('.')}": ${message}`);
    }
  }
  if (reading.documents.length === 0 && reading.problems.length === 0)
    reading.fail('a BioC collection with a list "documents" was expected');
  return reading.result();
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
