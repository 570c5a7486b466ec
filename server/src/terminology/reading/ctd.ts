import { Chemical, type Concept, Disease, Gene } from '../concept';
import { type Row, tableFormat } from './headedTable';

// The Comparative Toxicogenomics Database's vocabularies, as TSV or CSV; columns: https://ctdbase.org/downloads/

/** CTD's ids carry their prefix in recent releases (`MESH:D003920`, `OMIM:125853`) and did not in old ones. */
const qualified = (id: string): string => (/^[CD]\d+$/.test(id) ? `MESH:${id}` : id);

function vocabulary(row: Row, id: string, name: string, type: string): Concept | string {
  if (id === '') return 'the row has no id';
  if (name === '') return `the row of ${id} has no name`;
  const treeNumbers = row.list('TreeNumbers');
  const scopeNote = row.get('Definition');
  const xrefs = [...row.list('AltDiseaseIDs'), ...row.list('CasRN').map((cas) => `CAS:${cas}`)];
  return {
    id: qualified(id),
    preferredName: name,
    synonyms: ['Synonyms', 'MESHSynonyms', 'CTDCuratedSynonyms'].flatMap((column) => row.list(column)),
    types: [type],
    ...(treeNumbers.length > 0 && { treeNumbers }),
    ...(xrefs.length > 0 && { xrefs }),
    ...(scopeNote !== '' && { scopeNote }),
  };
}

/** Diseases (MEDIC): MeSH and OMIM. */
export const ctdDiseases = tableFormat({
  id: 'ctd-diseases',
  title: 'CTD diseases (MEDIC)',
  needs: ['DiseaseName', 'DiseaseID', 'Synonyms'],
  concept: (row) => vocabulary(row, row.get('DiseaseID'), row.get('DiseaseName'), Disease),
});

export const ctdChemicals = tableFormat({
  id: 'ctd-chemicals',
  title: 'CTD chemicals',
  needs: ['ChemicalName', 'ChemicalID'],
  concept: (row) => vocabulary(row, row.get('ChemicalID'), row.get('ChemicalName'), Chemical),
});

export const ctdGenes = tableFormat({
  id: 'ctd-genes',
  title: 'CTD genes',
  needs: ['GeneSymbol', 'GeneName', 'GeneID'],
  concept(row) {
    const id = row.get('GeneID');
    if (!/^\d+$/.test(id)) return `the GeneID "${id}" is not a number`;
    const symbol = row.get('GeneSymbol');
    const name = row.get('GeneName');
    if (symbol === '' && name === '') return `gene ${id} has neither symbol nor name`;
    return {
      id: `NCBIGene:${id}`,
      preferredName: symbol || name,
      synonyms: [name, ...row.list('Synonyms')].filter((each) => each !== ''),
      types: [Gene],
      xrefs: row.list('UniProtIDs').map((each) => `UniProt:${each}`),
    };
  },
});
