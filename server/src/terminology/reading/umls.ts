import type { Concept } from '../concept';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { lineReader } from './lines';
import { typeOfSemanticType } from './semanticTypes';

/** Places of the fields of MRCONSO.RRF. @see https://www.ncbi.nlm.nih.gov/books/NBK9685/ section 3.3.4 */
const CUI = 0;
const LAT = 1;
const TS = 2;
const STT = 4;
const ISPREF = 6;
const SAB = 11;
const CODE = 13;
const STR = 14;
const SUPPRESS = 16;
const fieldsOfMrconso = 18;

/** Sources whose codes annotations use → their prefix. */
const prefixOfSource: Readonly<Record<string, string>> = {
  MSH: 'MESH',
  OMIM: 'OMIM',
  NCI: 'NCI',
  DRUGBANK: 'DrugBank',
};

interface Atoms {
  readonly cui: string;
  readonly line: number;
  preferred: string | undefined;
  readonly names: Set<string>;
  readonly xrefs: Set<string>;
}

/** English, unsuppressed atoms of MRCONSO.RRF. The rows of a concept stand together; its types come from MRSTY.RRF. */
function openMrconso(sink: ConceptSink, fallbackType: string): ChunkReader {
  let atoms: Atoms | undefined;
  const finish = () => {
    if (!atoms || atoms.names.size === 0) return;
    const { cui, line, preferred, names, xrefs } = atoms;
    const preferredName = preferred ?? [...names][0]!;
    names.delete(preferredName);
    sink.concept(
      {
        id: `UMLS:${cui}`,
        preferredName,
        synonyms: [...names],
        types: [fallbackType],
        ...(xrefs.size > 0 && { xrefs: [...xrefs].sort() }),
      },
      line,
    );
  };
  return lineReader(
    sink,
    (line, number) => {
      if (line === '') return;
      const fields = line.split('|');
      const cui = fields[CUI]!;
      if (fields.length < fieldsOfMrconso || !/^C\d{7}$/.test(cui)) {
        const message = `a row of MRCONSO with ${fieldsOfMrconso} fields was expected here, and ${fields.length} were found; it is left out`;
        sink.problem(problemAt('warning', message, number));
        return;
      }
      if (atoms?.cui !== cui) {
        finish();
        atoms = { cui, line: number, preferred: undefined, names: new Set(), xrefs: new Set() };
      }
      if (fields[LAT] !== 'ENG' || /[OEY]/.test(fields[SUPPRESS]!)) return;
      const name = fields[STR]!;
      if (name === '') return;
      atoms.names.add(name);
      if (fields[TS] === 'P' && fields[STT] === 'PF' && fields[ISPREF] === 'Y') atoms.preferred ??= name;
      const prefix = Object.hasOwn(prefixOfSource, fields[SAB]!) ? prefixOfSource[fields[SAB]!] : undefined;
      if (prefix && fields[CODE]) atoms.xrefs.add(`${prefix}:${fields[CODE]}`);
    },
    finish,
  );
}

/** Types of concepts: rows CUI|TUI|… add a type to a concept that MRCONSO.RRF names. */
function openMrsty(sink: ConceptSink): ChunkReader {
  return lineReader(sink, (line, number) => {
    if (line === '') return;
    const [cui = '', tui = ''] = line.split('|');
    if (!/^C\d{7}$/.test(cui) || !/^T\d{3}$/.test(tui)) {
      sink.problem(
        problemAt('warning', 'a row "C0000005|T116|…" of MRSTY was expected here; it is left out', number),
      );
      return;
    }
    const typed: Concept = {
      id: `UMLS:${cui}`,
      preferredName: '',
      synonyms: [],
      types: [typeOfSemanticType(tui)],
    };
    sink.concept(typed, number);
  });
}

export const mrconso: TerminologyFormat = {
  id: 'umls-mrconso',
  title: 'UMLS names (MRCONSO.RRF)',
  oneRecordPerId: false,
  detects: (head) => /^C\d{7}\|[A-Z]{3}\|[PSps]\|/.test(head),
  open: openMrconso,
};

export const mrsty: TerminologyFormat = {
  id: 'umls-mrsty',
  title: 'UMLS semantic types (MRSTY.RRF)',
  oneRecordPerId: false,
  detects: (head) => /^C\d{7}\|T\d{3}\|/.test(head),
  open: openMrsty,
};
