import type { Format, ReadResult } from '../format';
import { parseJson, Reading } from '../reading';
import { fromBioC } from './fromBioC';
import { parseDocument } from './jsonSchema';
import { locateProblems } from './placedJson';
import { toBioC } from './toBioC';
import { ownHeader, Unkept } from './unkept';

function readBioCJson(content: string): ReadResult {
  const reading = new Reading();
  const parsed = parseJson(content);
  if (!('value' in parsed)) return { ...reading.result(), problems: [parsed] };
  const unkept = new Unkept();
  const told: { readonly value: unknown; readonly from: number }[] = [];
  for (const [index, value] of documentsIn(parsed.value).entries()) {
    const from = reading.problems.length;
    const read = parseDocument(value);
    if ('document' in read) {
      unkept.count(read.document);
      reading.documents.push(fromBioC(read.document, reading));
    } else reading.fail(`document ${index + 1} is left out: "${read.path.join('.')}": ${read.message}`);
    if (reading.problems.length > from) told.push({ value, from });
  }
  locateProblems(content, parsed.value, told, reading.problems);
  if (reading.documents.length === 0 && reading.problems.length === 0)
    reading.fail('a BioC collection with a list "documents" was expected');
  return { ...reading.result(), ...unkept.told(headerOf(parsed.value)) };
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

/** What a collection says of itself. */
function headerOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const { source, date, key } = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ source, date, key }).flatMap(([name, said]) =>
      typeof said === 'string' || typeof said === 'number' ? [[name, String(said)]] : [],
    ),
  );
}

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
    `${JSON.stringify({ ...ownHeader, infons: {}, documents: documents.map(toBioC) }, undefined, 1)}\n`,
};
