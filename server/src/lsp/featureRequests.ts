import type { CancellationToken, Connection, TextDocumentIdentifier } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../languageService/languageService';
import type { WordsService } from '../languageService/words/wordsService';
import { signalOf } from './cancellation';
import type { Curation } from './curation/curation';
import type { Documents } from './documents';
import { isWordsDocument } from './words/workspaceWords';

/**
 * Answers what editors ask about a document.
 *
 * What follows the cursor (hover, highlight) is answered from what is known at once. What a client asks for once and keeps
 * (outline, references) waits until the document is analysed; so do semantic tokens, unless the client fetches them again.
 */
export function answerFeatureRequests(
  connection: Connection,
  documents: Documents,
  annotator: Curation,
  service: LanguageService,
  wordsService: WordsService,
  tokensAreRefreshed: boolean,
): void {
  /** @returns null, the protocol's "nothing", for a document that is not open */
  async function answer<Answer>(
    { textDocument }: { textDocument: TextDocumentIdentifier },
    token: CancellationToken,
    waits: boolean,
    provide: (document: TextDocument) => Answer | undefined,
  ): Promise<Answer | null> {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    if (waits) await annotator.settled(document, signalOf(token));
    return provide(document) ?? null;
  }
  const tokensWait = !tokensAreRefreshed;
  const { semanticTokens } = connection.languages;

  connection.onHover((params, token) =>
    answer(params, token, false, (document) =>
      (isWordsDocument(document) ? wordsService : service).hover.provideHover(document, params.position),
    ),
  );
  connection.onDocumentHighlight((params, token) =>
    answer(params, token, false, (document) =>
      service.highlights.provideDocumentHighlights(document, params.position),
    ),
  );
  connection.onDocumentSymbol((params, token) =>
    answer(params, token, true, (document) => service.symbols.provideDocumentSymbols(document)),
  );
  connection.onReferences((params, token) =>
    answer(params, token, true, (document) =>
      service.references.provideReferences(document, params.position),
    ),
  );
  connection.onWorkspaceSymbol(({ query }) => service.workspaceSymbols.provideWorkspaceSymbols(query));
  const noTokens = { data: [] };
  semanticTokens.on(
    async (params, token) =>
      (await answer(params, token, tokensWait, (document) => service.semanticTokens.full(document))) ??
      noTokens,
  );
  semanticTokens.onDelta(
    async (params, token) =>
      (await answer(params, token, tokensWait, (document) =>
        service.semanticTokens.delta(document, params.previousResultId),
      )) ?? noTokens,
  );
  semanticTokens.onRange(
    async (params, token) =>
      (await answer(params, token, tokensWait, (document) =>
        service.semanticTokens.range(document, params.range),
      )) ?? noTokens,
  );
}
