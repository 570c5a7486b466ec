import { SaxesParser } from 'saxes';
import type { Format, ReadResult } from '../format';
import { Reading } from '../reading';
import { fromBioC } from './fromBioC';
import type { BioCDocument, BioCPassage, Infons } from './model';
import { toBioC } from './toBioC';

/** An element with its attributes, the text directly inside and its children. */
interface Element {
  readonly name: string;
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
  const parser = new SaxesParser();
  const open: Element[] = [];
  let documentLine = 1;
  const fail = (message: string): never => {
    throw new Error(message);
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = {
      name,
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
    if (element.name !== 'document') return;
    reading.lines.push(documentLine);
    reading.documents.push(fromBioC(documentOf(element), reading));
  });
  try {
    parser.write(content.replace(/^\uFEFF/, '')).close();
  } catch (error) {
    reading.problems.push({
      severity: 'error',
      line: parser.line,
      column: parser.column + 1,
      message: `this is not valid XML from here on (${(error as Error).message}); the documents before it are read`,
    });
  }
  if (reading.documents.length === 0 && reading.problems.length === 0)
    reading.fail('no <document> was found; a BioC <collection> was expected');
  return reading.result();
}

const all = ({ children }: Element, name: string): Element[] =>
  children.filter((child) => child.name === name);
const textOf = (element: Element, name: string): string => all(element, name)[0]?.text ?? '';
const infonsOf = (element: Element): Infons =>
  Object.fromEntries(all(element, 'infon').map(({ attributes, text }) => [attributes['key'] ?? '', text]));
const numberOf = (text: string | undefined): number =>
  /^\s*\d{1,15}\s*$/.test(text ?? '') ? Number(text) : Number.NaN;

function annotationsAndRelations(element: Element) {
  return {
    annotations: all(element, 'annotation').map((each) => ({
      id: each.attributes['id'] ?? '',
      infons: infonsOf(each),
      locations: all(each, 'location').map(({ attributes }) => ({
        offset: numberOf(attributes['offset']),
        length: numberOf(attributes['length']),
      })),
      text: textOf(each, 'text'),
    })),
    relations: all(element, 'relation').map((each) => ({
      id: each.attributes['id'] ?? '',
      infons: infonsOf(each),
      nodes: all(each, 'node').map(({ attributes }) => ({
        refid: attributes['refid'] ?? '',
        role: attributes['role'] ?? '',
      })),
    })),
  };
}

const passageOf = (element: Element): BioCPassage => ({
  infons: infonsOf(element),
  offset: numberOf(textOf(element, 'offset')) || 0,
  text: textOf(element, 'text'),
  sentences: all(element, 'sentence').map(passageOf),
  ...annotationsAndRelations(element),
});

const documentOf = (element: Element): BioCDocument => ({
  id: textOf(element, 'id').trim(),
  infons: infonsOf(element),
  passages: all(element, 'passage').map(passageOf),
  ...annotationsAndRelations(element),
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
const escaped = (text: string): string =>
  text.replace(unwritable, '\uFFFD').replace(/[&<>"\r]/g, (character) => escapes[character]!);
// In an attribute a parser makes a space of every line break and tab that is not written as a reference.
const escapedAttribute = (text: string): string =>
  escaped(text).replace(/[\n\t]/g, (character) => escapes[character]!);

const infonLines = (infons: Infons): string =>
  Object.entries(infons)
    .map(([key, value]) => `<infon key="${escapedAttribute(key)}">${escaped(value)}</infon>`)
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
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection><source>BioGloss</source><date></date><key>BioGloss.key</key>\n${documents.map((each) => writeDocument(toBioC(each))).join('')}</collection>\n`,
};
