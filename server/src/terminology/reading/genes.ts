import { type Concept, Gene } from '../concept';
import { type Row, tableFormat } from './headedTable';

/** A gene by its symbol; its long names are synonyms. */
function gene(id: string, row: Row, symbol: string, synonyms: readonly string[], xrefs: readonly string[]) {
  if (!/^\d+$/.test(id)) return `the gene id "${id}" is not a number`;
  if (symbol === '') return `gene ${id} has no symbol`;
  const names = synonyms.filter((name) => name !== '');
  return {
    id: `NCBIGene:${id}`,
    preferredName: symbol,
    synonyms: names,
    types: [Gene],
    ...(xrefs.length > 0 && { xrefs: xrefs.map(qualified) }),
    ...(row.get('tax_id') !== '' && { scopeNote: `taxon ${row.get('tax_id')}` }),
  } satisfies Concept;
}

/** NCBI writes `HGNC:HGNC:5` and `MIM:138670` for HGNC:5 and OMIM:138670. */
const qualified = (xref: string): string => xref.replace(/^(HGNC|MGI):(?=\1:)/, '').replace(/^MIM:/, 'OMIM:');

/** NCBI's gene_info, any species; a row NEWENTRY stands for a gene without a symbol yet. @see ftp.ncbi.nlm.nih.gov/gene/README */
export const ncbiGeneInfo = tableFormat({
  id: 'ncbi-gene-info',
  title: 'NCBI gene_info',
  needs: ['GeneID', 'Symbol', 'LocusTag', 'Synonyms'],
  concept(row) {
    if (row.get('Symbol') === 'NEWENTRY') return undefined;
    const names = [
      ...row.list('Full_name_from_nomenclature_authority'),
      row.get('description'),
      ...row.list('Synonyms'),
      ...row.list('Other_designations'),
    ];
    return gene(row.get('GeneID'), row, row.get('Symbol'), names, row.list('dbXrefs'));
  },
});

/** A table of genes with the columns GeneID, symbol, synonyms, name, other_designations, type. */
export const geneTable = tableFormat({
  id: 'gene-table',
  title: 'Table of genes (GeneID, symbol, synonyms, name)',
  needs: ['GeneID', 'symbol', 'synonyms', 'name'],
  concept: (row) =>
    gene(
      row.get('GeneID'),
      row,
      row.get('symbol'),
      [row.get('name'), ...row.list('synonyms'), ...row.list('other_designations')],
      [],
    ),
});

/** HGNC's complete set. Withdrawn symbols are left out. @see https://www.genenames.org/help/download/ */
export const hgnc = tableFormat({
  id: 'hgnc',
  title: 'HGNC complete set',
  needs: ['hgnc_id', 'symbol', 'name'],
  concept(row) {
    const id = row.get('hgnc_id');
    const symbol = row.get('symbol');
    if (!/^HGNC:\d+$/.test(id)) return `the hgnc_id "${id}" is not of the form HGNC:5`;
    if (/withdrawn/i.test(row.get('status'))) return undefined;
    if (symbol === '') return `${id} has no symbol`;
    const columns = ['alias_symbol', 'alias_name', 'prev_symbol', 'prev_name'];
    const xrefs = [
      ...row.list('entrez_id').map((each) => `NCBIGene:${each}`),
      ...row.list('omim_id').map((each) => `OMIM:${each}`),
      ...row.list('uniprot_ids').map((each) => `UniProt:${each}`),
    ];
    return {
      id,
      preferredName: symbol,
      synonyms: [row.get('name'), ...columns.flatMap((column) => row.list(column))].filter(
        (name) => name !== '',
      ),
      types: [Gene],
      ...(xrefs.length > 0 && { xrefs }),
    };
  },
});
