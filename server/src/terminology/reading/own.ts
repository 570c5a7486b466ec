import * as z from 'zod';
import { qualifiedConceptId } from '../../annotation/conceptId';
import type { Concept } from '../concept';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { tableFormat } from './headedTable';
import { lineReader } from './lines';

/**
 * A table of one's own: a header that names the columns, tabs or commas between them. `id` and `name` are needed; `synonyms`,
 * `types` (or `type`), `tree_numbers` and `xrefs` hold lists with `|` between the parts; `note` is free text. Several rows of one id are one concept.
 */
export const ownTable = tableFormat({
  id: 'table',
  title: 'Table with the columns id, name, synonyms, types',
  needs: ['id', 'name'],
  oneRecordPerId: false,
  concept(row, fallbackType) {
    const id = row.get('id');
    const name = row.get('name');
    if (id === '') return 'the row has no id';
    if (name === '') return `the row of ${id} has no name`;
    return concept(
      {
        id,
        name,
        synonyms: row.list('synonyms'),
        types: [...row.list('types'), ...row.list('type')],
        treeNumbers: row.list('tree_numbers'),
        xrefs: row.list('xrefs'),
        note: row.get('note'),
      },
      fallbackType,
    );
  },
});

const texts = z.array(z.string()).optional();
const ownConcept = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  synonyms: texts,
  types: texts,
  treeNumbers: texts,
  xrefs: texts,
  note: z.string().optional(),
});

function concept(
  {
    id,
    name,
    synonyms = [],
    types = [],
    treeNumbers = [],
    xrefs = [],
    note = '',
  }: z.infer<typeof ownConcept>,
  fallbackType: string,
): Concept {
  return {
    id: qualifiedConceptId(id),
    preferredName: name,
    synonyms,
    types: types.length > 0 ? types : [fallbackType],
    ...(treeNumbers.length > 0 && { treeNumbers }),
    ...(xrefs.length > 0 && { xrefs }),
    ...(note !== '' && { scopeNote: note }),
  };
}

/** One JSON object a line: `{"id": "MESH:D003920", "name": "Diabetes Mellitus", "synonyms": […], "types": ["Disease"], …}`. */
export const ownJsonLines: TerminologyFormat = {
  id: 'jsonl',
  title: 'JSON lines with id, name, synonyms, types',
  oneRecordPerId: false,
  detects: (head) => /^\s*\{/.test(head) && /"name"\s*:/.test(head) && /"id"\s*:/.test(head),
  open: (sink, fallbackType): ChunkReader =>
    lineReader(sink, (line, number) => readLine(sink, line, number, fallbackType)),
};

function readLine(sink: ConceptSink, line: string, number: number, fallbackType: string): void {
  if (line.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const column = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0) + 1;
    sink.problem(problemAt('warning', 'this line is no JSON from here on; it is left out', number, column));
    return;
  }
  const found = ownConcept.safeParse(value);
  if (found.success) sink.concept(concept(found.data, fallbackType), number);
  else {
    const { path, message } = found.error.issues[0]!;
    const where = path.length > 0 ? `"${path.join('.')}"` : 'this line';
    sink.problem(
      problemAt('warning', `${where} is not as expected (${message}); the line is left out`, number),
    );
  }
}
