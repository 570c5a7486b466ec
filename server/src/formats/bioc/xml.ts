import { SaxesParser } from 'saxes';
import { LineIndex } from '../../text/lineIndex';
import type { Format, ReadResult } from '../format';
import { Reading } from '../reading';
import { fromBioC } from './fromBioC';
import type { BioCAnnotation, BioCDocument, BioCPassage, BioCPlace, Infons } from './model';
import { toBioC } from './toBioC';
import { ownHeader, Unkept } from './unkept';

/** An element with its attributes, the text directly inside and its children. Places in UTF-16 units of what is read. */
export interface Element {
  readonly name: string;
  readonly place: { readonly start: number; end: number };
  /** Between its tags. */
  readonly content: { readonly start: number; end: number };
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: Element[];
}

const MOST_NESTED = 64;

/**
 * Reads BioC XML as a stream of elements; only one document's elements are held at a time. Entities that a file defines
 * itself are never expanded and nothing outside the file is fetched: such a file is refused where they are used.
 */
function readBioCXml(content: string): ReadResult {
  const reading = new Reading();
  const unkept = new Unkept();
  let lines: LineIndex | undefined;
  const source = content.replace(/^\uFEFF/, '');
  const broken = readElements(source, (element, line) => {
    const document = documentOf(element, placedPart);
    unkept.count(document);
    reading.lines.push(line);
    const from = reading.problems.length;
    reading.documents.push(fromBioC(document, reading));
    for (let index = from; index < reading.problems.length; index++) {
      const problem = reading.problems[index]!;
      const place = (reading.sources.get(problem) as BioCAnnotation | undefined)?.place;
      lines ??= new LineIndex(source);
      const { line, character } = lines.positionAt(place?.span.start ?? element.place.start);
      reading.problems[index] = { ...problem, line: line + 1, column: character + 1 };
    }
  });
  if (broken) {
    const { line, column, why } = broken;
    reading.problems.push({
      severity: 'error',
      line,
      column,
      message: `this is not valid XML from here on (${why}); the documents before it are read`,
    });
  }
  if (reading.documents.length === 0 && reading.problems.length === 0)
    reading.fail('no <document> was found; a BioC <collection> was expected');
  return { ...reading.result(), ...unkept.told(headerOf(source)) };
}

/** Where an element stands, and nothing else of it. */
const placedPart: PlaceOf = (element) => {
  const kind = element.name === 'relation' ? 'relation' : 'mention';
  return { kind, span: element.place, infons: [], locations: [], nodes: [] };
};

/** What a collection says of itself, before its first document. */
function headerOf(source: string): Readonly<Record<string, string>> {
  const [head] = source.split(/<document[\s/>]/, 1);
  return Object.fromEntries(
    ['source', 'date', 'key'].map((name) => [
      name,
      new RegExp(`<${name}>([^<]*)</${name}>`).exec(head!)?.[1]?.trim() ?? '',
    ]),
  );
}

/** Where a text stops being XML, and why. Line and column from 1. */
export interface BrokenXml {
  readonly line: number;
  readonly column: number;
  /** In UTF-16 units from the start. */
  readonly at: number;
  readonly why: string;
}

/** @param onDocument is given each `document` element when it ends, and the line on which it begins */
export function readElements(
  content: string,
  onDocument: (document: Element, line: number) => void,
): BrokenXml | undefined {
  const parser = new SaxesParser();
  const open: Element[] = [];
  let documentLine = 1;
  const fail = (message: string): never => {
    throw new Error(message);
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('opentag', ({ name, attributes }) => {
    const end = parser.position;
    // No attribute holds a bracket that opens, so the last one is the tag's own.
    const start = content.lastIndexOf('<', end - 1);
    const element: Element = {
      name,
      place: { start, end },
      content: { start: end, end },
      attributes: attributes as Record<string, string>,
      text: '',
      children: [],
    };
    if (name === 'document') documentLine = parser.line;
    if (open.length >= MOST_NESTED) fail('elements are nested too deeply for BioC');
    // The collection keeps no children, so that documents can be let go one by one.
    if (open.length > 0 && open[open.length - 1]!.name !== 'collection')
      open[open.length - 1]!.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open[open.length - 1];
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop()!;
    const end = parser.position;
    // An element without content has no closing tag.
    if (end > element.content.start) element.content.end = content.lastIndexOf('<', end - 1);
    element.place.end = end;
    if (element.name === 'document') onDocument(element, documentLine);
  });
  try {
    parser.write(content).close();
    return undefined;
  } catch (error) {
    const { line, column, position } = parser;
    return {
      line,
      column: column + 1,
      at: Math.min(position, content.length),
      why: (error as Error).message,
    };
  }
}

export const all = ({ children }: Element, name: string): Element[] =>
  children.filter((child) => child.name === name);
const textOf = (element: Element, name: string): string => all(element, name)[0]?.text ?? '';
const infonsOf = (element: Element): Infons =>
  Object.fromEntries(all(element, 'infon').map(({ attributes, text }) => [attributes['key'] ?? '', text]));
const numberOf = (text: string | undefined): number =>
  /^\s*\d{1,15}\s*$/.test(text ?? '') ? Number(text) : Number.NaN;

/** Where an annotation or a relation stands, for who wants to know. */
export type PlaceOf = (element: Element) => BioCPlace | undefined;
const nowhere: PlaceOf = () => undefined;

function annotationsAndRelations(element: Element, placeOf: PlaceOf) {
  return {
    annotations: all(element, 'annotation').map((each) => ({
      place: placeOf(each),
      id: each.attributes['id'] ?? '',
      infons: infonsOf(each),
      locations: all(each, 'location').map(({ attributes }) => ({
        offset: numberOf(attributes['offset']),
        length: numberOf(attributes['length']),
      })),
      text: textOf(each, 'text'),
    })),
    relations: all(element, 'relation').map((each) => ({
      place: placeOf(each),
      id: each.attributes['id'] ?? '',
      infons: infonsOf(each),
      nodes: all(each, 'node').map(({ attributes }) => ({
        refid: attributes['refid'] ?? '',
        role: attributes['role'] ?? '',
      })),
    })),
  };
}

const passageOf = (element: Element, placeOf: PlaceOf): BioCPassage => ({
  infons: infonsOf(element),
  offset: numberOf(textOf(element, 'offset')) || 0,
  text: textOf(element, 'text'),
  textPlace: all(element, 'text')[0]?.content,
  sentences: all(element, 'sentence').map((each) => passageOf(each, placeOf)),
  ...annotationsAndRelations(element, placeOf),
});

export const documentOf = (element: Element, placeOf = nowhere): BioCDocument => ({
  id: textOf(element, 'id').trim(),
  infons: infonsOf(element),
  passages: all(element, 'passage').map((each) => passageOf(each, placeOf)),
  ...annotationsAndRelations(element, placeOf),
});

// Characters that XML 1.0 cannot hold, not even as references.
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
export const escaped = (text: string): string =>
  text.replace(unwritable, '\uFFFD').replace(/[&<>"\r]/g, (character) => escapes[character]!);
// In an attribute a parser makes a space of every line break and tab that is not written as a reference.
export const escapedAttribute = (text: string): string =>
  escaped(text).replace(/[\n\t]/g, (character) => escapes[character]!);

export const infonElement = (key: string, value: string): string =>
  `<infon key="${escapedAttribute(key)}">${escaped(value)}</infon>`;

const infonLines = (infons: Infons): string =>
  Object.entries(infons)
    .map(([key, value]) => infonElement(key, value))
    .join('');

function written({ annotations, relations }: Pick<BioCPassage, 'annotations' | 'relations'>): string {
  const annotationLines = annotations.map(({ id, infons, locations, text }) => {
    const places = locations
      .map(({ offset, length }) => `<location offset="${offset}" length="${length}"/>`)
      .join('');
    return `<annotation id="${escapedAttribute(id)}">${infonLines(infons)}${places}<text>${escaped(text)}</text></annotation>\n`;
  });
  const relationLines = relations.map(
    ({ id, infons }) => `<relation id="${escapedAttribute(id)}">${infonLines(infons)}</relation>\n`,
  );
  return [...annotationLines, ...relationLines].join('');
}

function writeDocument(document: BioCDocument): string {
  const passages = document.passages.map(
    (passage) =>
      `<passage>${infonLines(passage.infons)}<offset>${passage.offset}</offset><text>${escaped(passage.text)}</text>\n${written(passage)}</passage>\n`,
  );
  return `<document><id>${escaped(document.id)}</id>${infonLines(document.infons)}\n${passages.join('')}${written(document)}</document>\n`;
}

export const biocXml: Format = {
  id: 'bioc-xml',
  title: 'BioC (XML)',
  extensions: ['.bioc.xml', '.xml'],
  detects: (content) =>
    /^\uFEFF?\s*(?:<\?xml|<!DOCTYPE|<collection)/.test(content) &&
    content.slice(0, 4000).includes('<collection'),
  read: ({ text }) => readBioCXml(text),
  write: (documents) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection><source>${ownHeader.source}</source><date></date><key>${ownHeader.key}</key>\n${documents.map((each) => writeDocument(toBioC(each))).join('')}</collection>\n`,
};
