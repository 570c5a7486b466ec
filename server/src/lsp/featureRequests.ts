import type { CancellationToken, Connection, TextDocumentIdentifier } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CorpusService } from '../languageService/corpus/corpusService';
import type { LanguageService } from '../languageService/languageService';
import type { WordsService } from '../languageService/words/wordsService';
import { signalOf } from './cancellation';
import { wholeFile } from './corpus/corpusRequests';
import type { OpenCorpora } from './corpus/openCorpora';
import type { Curation } from './curation/curation';
import type { Documents } from './documents';
import { isWordsDocument } from './words/workspaceWords';

/**
 * Answers what editors ask about a document.
 *
 * What follows the cursor (hover, highlight) is answered from what is known at once. What a client asks for once and keeps
 * (outline, references) waits until the document is analysed; so do semantic tokens, unless the client fetches them again.
 * A corpus file answers with its own annotations, and waits for none of a model.
 */
export function answerFeatureRequests(
  connection: Connection,
  documents: Documents,
  annotator: Curation,
  service: LanguageService,
  wordsService: WordsService,
  corpora: OpenCorpora,
  corpusService: CorpusService,
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
    if (corpora.of(document)) await corpora.ready(document);
    if (waits) await annotator.settled(document, signalOf(token));
    return provide(document) ?? null;
  }
  const tokensWait = !tokensAreRefreshed;
  const { semanticTokens } = connection.languages;

  const hoverOf = (document: TextDocument) =>
    isWordsDocument(document)
      ? wordsService.hover
      : corpora.of(document)
        ? corpusService.hover
        : service.hover;
  connection.onHover((params, token) =>
    answer(params, token, false, (document) => hoverOf(document).provideHover(document, params.position)),
  );
  connection.onDocumentHighlight((params, token) =>
    answer(params, token, false, (document) =>
      (corpora.of(document) ? corpusService.references : service.highlights).provideDocumentHighlights(
        document,
        params.position,
      ),
    ),
  );
  connection.onDocumentSymbol(async (params, token) => {
    const document = documents.get(params.textDocument.uri);
    if (document) await corpora.ready(document);
    if (document && corpora.of(document))
      return wholeFile(document, token, () => corpusService.symbols.provideDocumentSymbols(document));
    return answer(params, token, true, (known) => service.symbols.provideDocumentSymbols(known));
  });
  connection.onReferences(async (params, token) => {
    const document = documents.get(params.textDocument.uri);
    if (document) await corpora.ready(document);
    if (document && corpora.of(document))
      return wholeFile(document, token, () =>
        corpusService.references.provideReferences(document, params.position),
      );
    return answer(params, token, true, (known) =>
      service.references.provideReferences(known, params.position),
    );
  });
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
