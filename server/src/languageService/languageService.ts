import type { MarkupKind } from 'vscode-languageserver-types';
import type { Annotator } from './annotator';
import { DiagnosticsProvider } from './diagnostics';
import { DocumentHighlightProvider } from './documentHighlight';
import { DocumentSymbolProvider } from './documentSymbols';
import { HoverProvider } from './hover';
import { ReferencesProvider } from './references';
import { SemanticTokensProvider } from './semanticTokens';

/** Every feature that an editor can ask for, over one source of annotations. */
export interface LanguageService {
  readonly diagnostics: DiagnosticsProvider;
  readonly highlights: DocumentHighlightProvider;
  readonly hover: HoverProvider;
  readonly references: ReferencesProvider;
  readonly semanticTokens: SemanticTokensProvider;
  readonly symbols: DocumentSymbolProvider;
}

/** @param hoverFormat the best that the editor can show */
export const createLanguageService = (annotator: Annotator, hoverFormat: MarkupKind): LanguageService => ({
  diagnostics: new DiagnosticsProvider(annotator),
  highlights: new DocumentHighlightProvider(annotator),
  hover: new HoverProvider(annotator, hoverFormat),
  references: new ReferencesProvider(annotator),
  semanticTokens: new SemanticTokensProvider(annotator),
  symbols: new DocumentSymbolProvider(annotator),
});
