import type { ConceptId } from '../annotation/model';

/** Where the public record of a concept is, by the form of its id. PubTator files leave the prefix of MeSH ids out. */
const records: readonly [RegExp, (accession: string) => string][] = [
  [/^(?:MESH:)?([CD]\d{6,9})$/i, (ui) => `https://meshb.nlm.nih.gov/record/ui?ui=${ui}`],
  [/^OMIM:(\d{6})$/i, (number) => `https://omim.org/entry/${number}`],
  [/^((?:DOID|HP|MONDO|CHEBI|GO):\d+)$/i, (id) => `https://purl.obolibrary.org/obo/${id.replace(':', '_')}`],
  [
    /^HGNC:(\d+)$/i,
    (number) => `https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/HGNC:${number}`,
  ],
  [/^UMLS:(C\d{7})$/i, (cui) => `https://uts.nlm.nih.gov/uts/umls/concept/${cui}`],
  [/^(?:NCBIGene|Gene):(\d+)$/i, (number) => `https://www.ncbi.nlm.nih.gov/gene/${number}`],
];

/** @returns a link for people to follow, or undefined for ids of unknown form. Nothing is looked up. */
export function conceptLink(id: ConceptId): string | undefined {
  for (const [form, link] of records) {
    const match = form.exec(id);
    if (match) return link(match[1]);
  }
  return undefined;
}
