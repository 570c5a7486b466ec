import { ctdChemicals, ctdDiseases, ctdGenes } from './ctd';
import type { TerminologyFormat } from './format';
import { geneTable, hgnc, ncbiGeneInfo } from './genes';
import { idNameDictionary } from './idNameDictionary';
import { meshAscii } from './meshAscii';
import { meshTable } from './meshTable';
import { meshXml } from './meshXml';
import { obo } from './obo';
import { ownJsonLines, ownTable } from './own';
import { mrconso, mrsty } from './umls';

/** Every format that can be imported; detection asks them in this order. */
export const terminologyFormats: readonly TerminologyFormat[] = [
  meshXml,
  meshAscii,
  obo,
  mrconso,
  mrsty,
  ctdDiseases,
  ctdChemicals,
  ctdGenes,
  ncbiGeneInfo,
  hgnc,
  geneTable,
  meshTable,
  ownJsonLines,
  ownTable,
  idNameDictionary,
];

/** The first 64 K characters are enough to tell. */
export const headLength = 65_536;

/** The format that a file's beginning shows, whatever its name is. */
export const detectTerminology = (head: string): TerminologyFormat | undefined =>
  terminologyFormats.find(({ detects }) => detects(head.replace(/^\uFEFF/, '')));
