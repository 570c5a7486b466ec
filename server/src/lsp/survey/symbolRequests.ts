import type { ClientCapabilities, Connection, WorkspaceSymbol } from 'vscode-languageserver/node';
import type { WorkspaceSymbolProvider } from '../../languageService/workspaceSymbols';
import { readText } from '../../platform/textFile';
import { filePath } from '../commands/filePath';
import { pathOf } from '../commands/openTexts';
import type { Documents } from '../documents';
import { type SurveyedSymbols, withRange } from './surveyedSymbols';

/** True for a client that asks for the range of a symbol when somebody goes to it. */
export const resolvesSymbols = ({ workspace }: ClientCapabilities): boolean =>
  workspace?.symbol?.resolveSupport?.properties.includes('location.range') === true;

/** Answers what is looked for in the whole workspace: in open documents as they are shown, in other files as the survey has read them. */
export function answerSymbolRequests(
  connection: Connection,
  capabilities: ClientCapabilities,
  documents: Documents,
  { open, surveyed }: { readonly open: WorkspaceSymbolProvider; readonly surveyed: SurveyedSymbols },
): void {
  connection.onWorkspaceSymbol(async ({ query }): Promise<WorkspaceSymbol[]> => {
    const shown = open.provideWorkspaceSymbols(query);
    const paths = new Set(documents.all.map(({ uri }) => pathOf(uri, { documents })));
    const others = surveyed.find(query, (source) => paths.has(source), shown.length);
    return [...shown, ...(resolvesSymbols(capabilities) ? others : await ranged(others))];
  });
  connection.onWorkspaceSymbolResolve(async (symbol) => withRange(symbol, await textOf(symbol.location.uri)));

  const textOf = async (uri: string): Promise<string> =>
    documents.get(uri)?.getText() ?? readText(filePath(uri));

  /** For clients that want all ranges at once. What cannot be read any more is left out. */
  async function ranged(symbols: readonly WorkspaceSymbol[]): Promise<WorkspaceSymbol[]> {
    const texts = new Map<string, Promise<string | undefined>>();
    const found = symbols.map(async (symbol) => {
      const { uri } = symbol.location;
      const text = texts.get(uri) ?? textOf(uri).catch(() => undefined);
      texts.set(uri, text);
      const read = await text;
      return read === undefined ? [] : [withRange(symbol, read)];
    });
    return (await Promise.all(found)).flat();
  }
}
