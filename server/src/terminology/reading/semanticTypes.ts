import { Chemical, Disease, Gene, Other } from '../concept';

const numbers = (list: string): string[] => list.split(' ').map((number) => `T${number}`);

/**
 * UMLS semantic types (TUI) → our entity type, after the semantic groups of McCray, Burgun & Bodenreider 2001: CHEM, DISO and GENE.
 * T033 (Finding) is left out of DISO: it holds "family history" and "normal".
 */
const typeOfTui: ReadonlyMap<string, string> = new Map([
  ...numbers(
    '103 104 109 110 111 114 115 116 118 119 120 121 122 123 124 125 126 127 129 130 131 192 195 196 197 200',
  ).map((tui) => [tui, Chemical] as const),
  ...numbers('019 020 037 046 047 048 049 050 184 190 191').map((tui) => [tui, Disease] as const),
  ...numbers('028 085 086 087 088').map((tui) => [tui, Gene] as const),
]);

export const typeOfSemanticType = (tui: string): string => typeOfTui.get(tui) ?? Other;

/** The type of a MeSH heading by its first tree number: C and F03 diseases, D chemicals. */
export function typeOfTree(treeNumber: string): string {
  if (treeNumber.startsWith('C') || treeNumber.startsWith('F03')) return Disease;
  return treeNumber.startsWith('D') ? Chemical : Other;
}

/** All types of a MeSH heading. A heading without a place in the tree has none. */
export const typesOfTrees = (treeNumbers: readonly string[]): string[] => {
  const types = new Set(treeNumbers.map(typeOfTree));
  if (types.size > 1) types.delete(Other);
  return [...types].sort();
};
