import type { MarkupKind } from 'vscode-languageserver-types';
import type { Terminologies } from '../../terminology/terminologies';
import type { HoverProvider } from '../hover';
import type { Corpora } from './corpora';
import { CorpusDefinitionProvider } from './definition';
import { CorpusLinkProvider } from './documentLinks';
import { CorpusSymbolProvider } from './documentSymbols';
import { FileAnnotationsProvider } from './fileAnnotations';
import { CorpusFoldingProvider } from './foldingRanges';
import { CorpusFormattingProvider } from './formatting';
import { CorpusHoverProvider } from './hover';
import { CorpusQuickFixProvider } from './quickFixes';
import { CorpusReferencesProvider } from './references';

/** What an editor can ask of a corpus file: of its own annotations, not of a model's. */
export interface CorpusService {
  readonly definition: CorpusDefinitionProvider;
  readonly fileAnnotations: FileAnnotationsProvider;
  readonly folding: CorpusFoldingProvider;
  readonly formatting: CorpusFormattingProvider;
  readonly hover: CorpusHoverProvider;
  readonly links: CorpusLinkProvider;
  readonly quickFixes: CorpusQuickFixProvider;
  readonly references: CorpusReferencesProvider;
  readonly symbols: CorpusSymbolProvider;
}

export const createCorpusService = (
  corpora: Corpora,
  terminologies: { readonly current: Terminologies },
  /** What the model says of a word. */
  modelHover: HoverProvider,
  hoverFormat: MarkupKind,
): CorpusService => ({
  definition: new CorpusDefinitionProvider(corpora),
  fileAnnotations: new FileAnnotationsProvider(corpora),
  folding: new CorpusFoldingProvider(corpora),
  formatting: new CorpusFormattingProvider(corpora),
  hover: new CorpusHoverProvider(corpora, terminologies, modelHover, hoverFormat),
  links: new CorpusLinkProvider(corpora),
  quickFixes: new CorpusQuickFixProvider(corpora),
  references: new CorpusReferencesProvider(corpora),
  symbols: new CorpusSymbolProvider(corpora),
});
