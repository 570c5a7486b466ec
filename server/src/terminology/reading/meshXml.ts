import { SaxesParser } from 'saxes';
import { Chemical, type Concept, Disease, Other } from '../concept';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { typesOfTrees } from './semanticTypes';

const mostNested = 64;
/** Text between two tags, a comment or a document type longer than this is no MeSH record, and would only fill the memory. */
const mostBetweenTags = 8 * 1024 * 1024;

/** SCRClass → type: 1 chemicals, 3 rare diseases; 2 protocols, 4 organisms, 5 and 6 populations and anatomy. */
const typeOfClass: ReadonlyMap<string, string> = new Map([
  ['1', Chemical],
  ['3', Disease],
]);

interface OpenRecord {
  readonly line: number;
  readonly scrClass: string | undefined;
  id: string;
  name: string;
  readonly terms: string[];
  readonly treeNumbers: string[];
  readonly xrefs: string[];
  scopeNote: string;
}

/** What the text of an element is for, by its parent and its own name. */
const uses: Readonly<Record<string, (record: OpenRecord, text: string, at: Place) => void>> = {
  'DescriptorRecord/DescriptorUI': (record, text) => {
    record.id = text;
  },
  'SupplementalRecord/SupplementalRecordUI': (record, text) => {
    record.id = text;
  },
  'DescriptorName/String': (record, text, { depth }) => {
    // The record's own name; headings that it refers to have theirs further inside.
    if (depth === 4) record.name = text;
  },
  'SupplementalRecordName/String': (record, text) => {
    record.name = text;
  },
  'TreeNumberList/TreeNumber': (record, text) => void record.treeNumbers.push(text),
  'Term/String': (record, text, { permuted }) => {
    if (!permuted) record.terms.push(text);
  },
  'Concept/ScopeNote': (record, text, { preferred }) => {
    if (preferred) record.scopeNote = text;
  },
  'SupplementalRecord/Note': (record, text) => {
    record.scopeNote ||= text;
  },
  'Concept/RegistryNumber': (record, text, { preferred }) => {
    const xref = registryXref(text);
    if (preferred && xref) record.xrefs.push(xref);
  },
};

interface Place {
  readonly depth: number;
  /** Inside the record's preferred concept. */
  readonly preferred: boolean;
  /** Inside a term that only changes the order of another's words. */
  readonly permuted: boolean;
}

function registryXref(number: string): string | undefined {
  if (/^\d{2,7}-\d\d-\d$/.test(number)) return `CAS:${number}`;
  if (/^EC [\d.-]+$/.test(number)) return `EC:${number.slice(3)}`;
  return /^[0-9A-Z]{10}$/.test(number) ? `UNII:${number}` : undefined;
}

/**
 * NLM's descriptor and supplementary records (desc2024.xml, supp2024.xml), one record in memory at a time. Entities that the file defines
 * itself are not expanded, and nothing outside it is fetched.
 * @see https://www.nlm.nih.gov/mesh/xml_data_elements.html
 */
function openMeshXml(sink: ConceptSink, fallbackType: string): ChunkReader {
  const parser = new SaxesParser();
  const open: string[] = [];
  let record: OpenRecord | undefined;
  let found = 0;
  let text: string | undefined;
  let preferred = false;
  let permuted = false;
  let sinceTag = 0;
  let broken = false;
  const fail = (message: string): never => {
    throw new Error(message);
  };
  parser.on('error', ({ message }) => fail(message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    if (open.length >= mostNested) fail('elements are nested too deeply for MeSH');
    if (name === 'DescriptorRecord' || name === 'SupplementalRecord') {
      const scrClass = attributes['SCRClass'] as string | undefined;
      record = {
        line: parser.line,
        scrClass,
        id: '',
        name: '',
        terms: [],
        treeNumbers: [],
        xrefs: [],
        scopeNote: '',
      };
    } else if (name === 'Concept') preferred = attributes['PreferredConceptYN'] === 'Y';
    else if (name === 'Term') permuted = attributes['IsPermutedTermYN'] === 'Y';
    const parent = open[open.length - 1];
    open.push(name);
    text = record && Object.hasOwn(uses, `${parent}/${name}`) ? '' : undefined;
  });
  const addText = (piece: string) => {
    if (text !== undefined) text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    if (record && text !== undefined && text.trim() !== '')
      uses[`${open[open.length - 2]}/${name}`]!(record, text.trim().replace(/\s+/g, ' '), {
        depth: open.length,
        preferred,
        permuted,
      });
    text = undefined;
    open.pop();
    if (!record || (name !== 'DescriptorRecord' && name !== 'SupplementalRecord')) return;
    found++;
    const concept = conceptOf(record, fallbackType);
    if (concept) sink.concept(concept, record.line);
    else
      sink.problem(
        problemAt(
          'warning',
          `this <${name}> has no ${record.id ? 'name' : 'id'} and is left out`,
          record.line,
        ),
      );
    record = undefined;
  });
  const attempt = (work: () => void) => {
    if (broken) return;
    try {
      work();
    } catch (error) {
      broken = true;
      const message = `this is not valid MeSH XML from here on (${(error as Error).message}); records read before it: ${found}`;
      sink.problem(problemAt('error', message, parser.line, parser.column + 1));
    }
  };
  return {
    write: (chunk) =>
      attempt(() => {
        parser.write(chunk);
        sinceTag += chunk.length;
        if (sinceTag > mostBetweenTags) fail('there are more than 8 million characters without a tag');
      }),
    end() {
      attempt(() => parser.close());
      if (found === 0 && !broken)
        sink.problem({
          severity: 'error',
          message: 'no record was found; a <DescriptorRecordSet> or <SupplementalRecordSet> was expected',
        });
    },
  };
}

function conceptOf(
  { id, name, scrClass, terms, treeNumbers, xrefs, scopeNote }: OpenRecord,
  fallbackType: string,
): Concept | undefined {
  if (id === '' || name === '') return undefined;
  const told = scrClass === undefined ? typesOfTrees(treeNumbers) : [typeOfClass.get(scrClass) ?? Other];
  return {
    id: `MESH:${id}`,
    preferredName: name,
    synonyms: terms,
    types: told.length > 0 ? told : [fallbackType],
    ...(treeNumbers.length > 0 && { treeNumbers }),
    ...(xrefs.length > 0 && { xrefs }),
    ...(scopeNote !== '' && { scopeNote }),
  };
}

export const meshXml: TerminologyFormat = {
  id: 'mesh-xml',
  title: 'MeSH descriptor or supplementary records (XML)',
  oneRecordPerId: true,
  detects: (head) => /<(?:Descriptor|Supplemental)Record/.test(head),
  open: openMeshXml,
};
