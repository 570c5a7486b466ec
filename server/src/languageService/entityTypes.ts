import { SymbolKind } from 'vscode-languageserver-types';

/** How a kind of entity is shown by means that every editor has. */
interface Appearance {
  /** Name of the semantic token type, and of the modifier. */
  readonly token: string;
  /** A token type of the LSP specification that themes colour, each kind another one. */
  readonly standardToken: string;
  readonly symbol: SymbolKind;
  /** Models name types as their corpus does: `Chemical`, `SIMPLE_CHEMICAL`, `drug`, `DiseaseOrPhenotypicFeature`. */
  readonly names: RegExp;
}

/** Order is that of the semantic token legend. The last takes whatever the others leave. */
export const appearances: readonly Appearance[] = [
  { token: 'chemical', standardToken: 'type', symbol: SymbolKind.Constant, names: /chemical|drug|compound/i },
  {
    token: 'disease',
    standardToken: 'keyword',
    symbol: SymbolKind.Event,
    names: /disease|disorder|phenotyp|symptom/i,
  },
  { token: 'gene', standardToken: 'function', symbol: SymbolKind.Property, names: /gene|protein/i },
  { token: 'entity', standardToken: 'variable', symbol: SymbolKind.Object, names: /(?:)/ },
];

/** @returns an index into `appearances`, for any type of any model */
export const appearanceOf = (type: string): number => appearances.findIndex(({ names }) => names.test(type));
