import type { Concept } from '../../../../server/src/terminology/concept';
import { indexOf } from '../../terminology/imported';

const term = (id: string, type: string, preferredName: string, more: Partial<Concept> = {}): Concept => ({
  id,
  preferredName,
  synonyms: [],
  types: [type],
  ...more,
});

/** A term of every class. */
export const terms = indexOf(
  term('MESH:D1', 'Chemical', 'Naproxen', { treeNumbers: ['D02.241'] }),
  term('MESH:D2', 'Chemical', 'Cyclooxygenase', { treeNumbers: ['D08.811.600'] }),
  term('MESH:D3', 'Chemical', 'Anti-Inflammatory Agents', { treeNumbers: ['D27.505'] }),
  term('MESH:D4', 'Chemical', 'Insulin', { treeNumbers: ['D06.472', 'D12.644'] }),
  term('MESH:C1', 'Chemical', 'methyl naproxen'),
  term('MESH:D5', 'Disease', 'Renal Failure, Acute', {
    treeNumbers: ['C12.777'],
    looseNames: ['sudden renal stop'],
  }),
  term('MESH:D6', 'Disease', 'Naproxen Poisoning', { treeNumbers: ['C25.775'] }),
  term('MESH:D7', 'Disease', 'Heart Failure', { treeNumbers: ['C14.280'] }),
);
