import { SymbolKind } from 'vscode-languageserver-types';
import { type EntityKind, kindOfType } from '../annotation/entityKind';

/** How a kind of entity is shown by means that every editor has. */
interface Appearance {
  /** Name of the semantic token type, and of the modifier. */
  readonly token: EntityKind;
  /** A token type of the LSP specification that themes colour, each kind another one. */
  readonly standardToken: string;
  readonly symbol: SymbolKind;
}

/** Order is that of the semantic token legend. */
export const appearances: readonly Appearance[] = [
  { token: 'chemical', standardToken: 'type', symbol: SymbolKind.Constant },
  { token: 'disease', standardToken: 'keyword', symbol: SymbolKind.Event },
  { token: 'gene', standardToken: 'function', symbol: SymbolKind.Property },
  { token: 'entity', standardToken: 'variable', symbol: SymbolKind.Object },
];

/** @returns an index into `appearances`, for any type of any model */
export const appearanceOf = (type: string): number => {
  const kind = kindOfType(type);
  return appearances.findIndex(({ token }) => token === kind);
};
