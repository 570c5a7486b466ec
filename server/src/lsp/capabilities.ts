import {
  type ClientCapabilities,
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { tokenLegend } from '../languageService/semanticTokens';
import type { InitializationOptions } from '../protocol/settings';
import { commands } from './commands';
import { formattingCapability } from './corpus/corpusRequests';
import { resolvesSymbols } from './survey/symbolRequests';
import { completionCapability } from './words/wordsRequests';

/** What the server offers a client. */
export const capabilitiesFor = (
  { tokenTypes }: InitializationOptions,
  client: ClientCapabilities,
): ServerCapabilities => ({
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    // The decisions on a document go where it goes.
    fileOperations: { didRename: { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] } },
  },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] },
  ...completionCapability(client),
  hoverProvider: true,
  // Of corpus files.
  definitionProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: {},
  ...formattingCapability(client),
  documentSymbolProvider: true,
  documentHighlightProvider: true,
  referencesProvider: true,
  workspaceSymbolProvider: { resolveProvider: resolvesSymbols(client) },
  semanticTokensProvider: { legend: tokenLegend(tokenTypes), full: { delta: true }, range: true },
  executeCommandProvider: { commands: Object.keys(commands), workDoneProgress: true },
});
