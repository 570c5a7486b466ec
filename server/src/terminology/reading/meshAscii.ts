import type { Concept } from '../concept';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { lineReader } from './lines';
import { typeOfSemanticType, typesOfTrees } from './semanticTypes';

const field = /^([A-Z][A-Z0-9_ ]*?) = (.*)$/;

/**
 * MeSH in ASCII (d2024.bin, c2024.bin): records that begin with `*NEWRECORD`, one `KEY = value` a line; entries carry codes after bars.
 * @see https://www.nlm.nih.gov/mesh/dtype.html for the fields of descriptors, ctype.html for those of supplementary concepts
 */
function openMeshAscii(sink: ConceptSink, fallbackType: string): ChunkReader {
  let start = 1;
  let fields = new Map<string, string[]>();
  const finish = () => {
    if (fields.size === 0) return;
    const kind = fields.get('RECTYPE')?.[0];
    // Qualifiers ("adverse effects") are no concepts that a text names.
    if (kind !== 'Q') {
      const concept = conceptOf(fields, fallbackType);
      if (concept) sink.concept(concept, start);
      else
        sink.problem(
          problemAt('warning', 'this record has no UI and MH or NM (its id and name) and is left out', start),
        );
    }
    fields = new Map();
  };
  return lineReader(
    sink,
    (line, number) => {
      if (line.trim() === '') return;
      if (line.startsWith('*NEWRECORD')) {
        finish();
        start = number;
        return;
      }
      const parts = field.exec(line);
      if (!parts) {
        sink.problem(problemAt('warning', 'a line "KEY = value" was expected here; it is left out', number));
        return;
      }
      const [, key, value] = parts as unknown as [string, string, string];
      const values = fields.get(key);
      if (values) values.push(value);
      else fields.set(key, [value]);
    },
    finish,
  );
}

function conceptOf(
  fields: ReadonlyMap<string, readonly string[]>,
  fallbackType: string,
): Concept | undefined {
  const all = (key: string) => fields.get(key) ?? [];
  const id = all('UI')[0];
  const preferredName = all('MH')[0] ?? all('NM')[0];
  if (!id || !preferredName) return undefined;
  const treeNumbers = all('MN');
  const bySemantics = () => [...new Set(all('ST').map(typeOfSemanticType))].sort();
  const types = treeNumbers.length > 0 ? typesOfTrees(treeNumbers) : bySemantics();
  const scopeNote = all('MS')[0] ?? all('NO')[0];
  return {
    id: `MESH:${id}`,
    preferredName,
    synonyms: ['ENTRY', 'PRINT ENTRY', 'SY'].flatMap(all).map((entry) => entry.split('|')[0]!),
    types: types.length > 0 ? types : [fallbackType],
    ...(treeNumbers.length > 0 && { treeNumbers }),
    ...(scopeNote && { scopeNote }),
  };
}

export const meshAscii: TerminologyFormat = {
  id: 'mesh-ascii',
  title: 'MeSH records in ASCII (.bin)',
  oneRecordPerId: true,
  detects: (head) => /^\s*\*NEWRECORD\r?\n/.test(head),
  open: openMeshAscii,
};
