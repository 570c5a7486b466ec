import type { Span } from '../../text/span';
import type { CorpusLanguage, DocumentLayout, LaidProblem } from '../layout/layout';
import { TextPlaces } from '../layout/textPlaces';
import { layBioC } from './layout';
import type { BioCPlace } from './model';
import { shapeXml } from './shapeXml';
import { all, documentOf, type Element, readElements } from './xml';
import { changeBioCXml } from './xmlChange';

/** BioC in XML: a document is an element of that name. */
export const biocXmlLanguage: CorpusLanguage = {
  id: 'bioc-xml',
  format: 'bioc-xml',
  // Comments and sections go on over documents, and begin or end anywhere.
  wayOfCutting: (text) => (text.includes('<!--') || text.includes('<![CDATA[') ? undefined : 'elements'),
  cut: cutDocuments,
  lay: layDocument,
  frameProblems,
  shape: (stretch, _isLast, indent) => shapeXml(stretch, indent),
  change: changeBioCXml,
};

/** What looks like a tag in comments and CDATA sections is none. */
const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<document(?=[\s/>])|<\/document\s*>/g;

function* cutDocuments(text: string, from: number): Generator<Span> {
  const tokens = new RegExp(token);
  tokens.lastIndex = from;
  let start: number | undefined;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [found] = match;
    if (found.startsWith('<!')) continue;
    const begins = !found.startsWith('</');
    // One that is not closed ends where the next one begins.
    if (start !== undefined) yield { start, end: begins ? match.index : tokens.lastIndex };
    start = begins ? match.index : undefined;
  }
  if (start !== undefined) yield { start, end: text.length };
}

/** The documents are left out, so that only what is around them is read. */
function frameProblems(text: string, stretches: readonly Span[]): LaidProblem[] {
  const shifts: { readonly at: number; readonly by: number }[] = [];
  let frame = '';
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { start, end } of [...stretches, { start: text.length, end: text.length }]) {
    shifts.push({ at: frame.length, by: at - frame.length });
    frame += text.slice(at, start);
    at = end;
  }
  if (frame.trim() === '') return [];
  const broken = readElements(frame, () => {});
  if (!broken) return [];
  const { by } = shifts.findLast((each) => each.at <= broken.at) ?? { by: 0 };
  return [problem(broken.why, Math.min(text.length, broken.at + by), text.length)];
}

function layDocument(stretch: string): DocumentLayout {
  const parts: BioCPlace[] = [];
  let layout: DocumentLayout | undefined;
  const broken = readElements(stretch, (element) => {
    const placeOf = (each: Element) => {
      const place = partOf(each, stretch);
      parts.push(place);
      return place;
    };
    const bioc = documentOf(element, placeOf);
    parts.sort((a, b) => a.span.start - b.span.start);
    const idSpan = trimmed(all(element, 'id')[0]?.content ?? { start: 0, end: 0 }, stretch);
    layout ??= layBioC(bioc, idSpan, parts, (places, place, length) =>
      addXmlText(places, stretch, place, length),
    );
  });
  const none = { id: '', idSpan: { start: 0, end: 0 }, text: new TextPlaces(), statements: [], problems: [] };
  const read = layout ?? none;
  return broken
    ? { ...read, problems: [...read.problems, problem(broken.why, broken.at, stretch.length)] }
    : read;
}

function problem(why: string, at: number, length: number): LaidProblem {
  const start = Math.max(0, Math.min(at, length) - 1);
  const message = `this is not valid XML from here on (${why})`;
  return { severity: 'error', message, span: { start, end: Math.min(length, start + 1) } };
}

const escaped = /&[^;\s]*;|\r\n?/g;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function meaningOf(written: string): string {
  if (written.startsWith('\r')) return '\n';
  const name = written.slice(1, -1);
  if (!name.startsWith('#')) return named[name] ?? '';
  const number = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCodePoint(number);
}

/** Sections and comments inside a text are rare: of such a text no place is known. */
function addXmlText(places: TextPlaces, source: string, { start, end }: Span, length: number): void {
  const raw = source.slice(start, end);
  if (raw.includes('<')) places.skip(length);
  else places.addEscaped(raw, start, escaped, meaningOf);
}

function trimmed({ start, end }: Span, source: string): Span {
  const raw = source.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  return { start: from, end: Math.max(from, start + raw.trimEnd().length) };
}

function partOf(element: Element, source: string): BioCPlace {
  return {
    kind: element.name === 'relation' ? 'relation' : 'mention',
    span: element.place,
    id: attribute(element, 'id', source),
    infons: all(element, 'infon').map((infon) => ({
      key: infon.attributes['key'] ?? '',
      value: source.slice(infon.content.start, infon.content.end),
      span: infon.content,
    })),
    locations: all(element, 'location').map((location) => ({
      offset: attribute(location, 'offset', source)?.span,
      length: attribute(location, 'length', source)?.span,
    })),
    nodes: all(element, 'node').flatMap((node) => attribute(node, 'refid', source) ?? []),
  };
}

/** An attribute's value as it stands, without its quotes. */
function attribute({ place, content }: Element, name: string, source: string): BioCPlace['id'] {
  const tag = source.slice(place.start, content.start);
  const match = new RegExp(`\\s${name}\\s*=\\s*(["'])(.*?)\\1`, 's').exec(tag);
  if (!match) return undefined;
  const end = place.start + match.index + match[0].length - 1;
  return { value: match[2]!, span: { start: end - match[2]!.length, end } };
}
