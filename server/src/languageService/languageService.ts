import type { MarkupKind } from 'vscode-languageserver-types';
import type { Terminologies } from '../terminology/terminologies';
import type { Annotator } from './annotator';
import { DiagnosticsProvider } from './diagnostics';
import { DocumentHighlightProvider } from './documentHighlight';
import { DocumentSymbolProvider } from './documentSymbols';
import { HoverProvider } from './hover';
import { type OpenDocuments, ReferencesProvider } from './references';
import { SemanticTokensProvider } from './semanticTokens';
import { WorkspaceSymbolProvider } from './workspaceSymbols';

/** Every feature that an editor can ask for, over one source of annotations. */
export interface LanguageService {
  readonly diagnostics: DiagnosticsProvider;
  readonly highlights: DocumentHighlightProvider;
  readonly hover: HoverProvider;
  readonly references: ReferencesProvider;
  readonly semanticTokens: SemanticTokensProvider;
  readonly symbols: DocumentSymbolProvider;
  readonly workspaceSymbols: WorkspaceSymbolProvider;
}

/** What the features know of, beside annotations. */
interface Surroundings {
  readonly documents: OpenDocuments;
  readonly terminologies: { readonly current: Terminologies };
  /** The best that the editor can show. */
  readonly hoverFormat: MarkupKind;
}

export const createLanguageService = (
  annotator: Annotator,
  { documents, terminologies, hoverFormat }: Surroundings,
): LanguageService => ({
  diagnostics: new DiagnosticsProvider(annotator),
  highlights: new DocumentHighlightProvider(annotator),
  hover: new HoverProvider(annotator, terminologies, hoverFormat),
  references: new ReferencesProvider(annotator, documents),
  semanticTokens: new SemanticTokensProvider(annotator),
  symbols: new DocumentSymbolProvider(annotator),
  workspaceSymbols: new WorkspaceSymbolProvider(annotator, terminologies, documents),
});
