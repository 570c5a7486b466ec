import { Chemical, Disease } from '../concept';
import { tableFormat } from './headedTable';

const typesOfGroup: ReadonlyMap<string, readonly string[]> = new Map([
  ['chemical', [Chemical]],
  ['disease', [Disease]],
  ['disease+chemical', [Chemical, Disease]],
]);

/** The table of MeSH concepts that the embedded index is made of: id, preferred, tree_numbers, group, synonyms, linked_names. */
export const meshTable = tableFormat({
  id: 'mesh-table',
  title: 'Table of MeSH concepts (id, preferred, tree_numbers, group, synonyms)',
  needs: ['id', 'preferred', 'tree_numbers', 'group', 'synonyms'],
  concept(row, fallbackType) {
    const id = row.get('id');
    const preferredName = row.get('preferred');
    if (!/^[CDM]\d+$/.test(id)) return `the id "${id}" is not one of MeSH's`;
    if (preferredName === '') return `${id} has no preferred name`;
    const treeNumbers = row.list('tree_numbers');
    const looseNames = row.list('linked_names');
    return {
      id: `MESH:${id}`,
      preferredName,
      synonyms: row.list('synonyms'),
      types: typesOfGroup.get(row.get('group')) ?? [fallbackType],
      ...(looseNames.length > 0 && { looseNames }),
      ...(treeNumbers.length > 0 && { treeNumbers }),
    };
  },
});
