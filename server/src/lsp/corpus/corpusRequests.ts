import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CorpusService } from '../../languageService/corpus/corpusService';
import { signalOf } from '../cancellation';
import type { Documents } from '../documents';
import { inSlices } from './inSlices';
import type { OpenCorpora } from './openCorpora';

/**
 * Answers what editors ask of corpus files alone. What other documents are asked, too (hover, outline, references, code actions), is answered beside the
 * others: a connection has one answer for each.
 *
 * Work on a whole file is done in slices. An edit in between begins it anew, as places would be those of two texts.
 */
export function answerCorpusRequests(
  connection: Connection,
  documents: Documents,
  corpora: OpenCorpora,
  service: CorpusService,
): void {
  connection.onFoldingRanges(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document ? service.folding.provideFoldingRanges(document) : null;
  });
  connection.onDefinition(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (document) await corpora.ready(document);
    return document ? service.definition.provideDefinition(document, position) : null;
  });
  connection.onDocumentLinks(({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    return document ? wholeFile(document, token, () => service.links.provideDocumentLinks(document)) : null;
  });
  connection.onDocumentFormatting(async ({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    if (document) await corpora.ready(document);
    return document ? wholeFile(document, token, () => service.formatting.provideFormatting(document)) : null;
  });
}

/** @param work is begun anew where the document changes meanwhile */
export async function wholeFile<Result>(
  document: TextDocument,
  token: CancellationToken,
  work: () => Generator<void, Result>,
): Promise<Result> {
  const signal = signalOf(token);
  for (;;) {
    const { version } = document;
    const result = await inSlices(
      asLongAs(() => document.version === version, work()),
      signal,
    );
    if (result !== undefined) return result;
  }
}

/** Ends early, with nothing, once a condition does not hold any more. */
function* asLongAs<Result>(
  holds: () => boolean,
  work: Generator<void, Result>,
): Generator<void, Result | undefined> {
  while (holds()) {
    const { done, value } = work.next();
    if (done) return value;
    yield;
  }
  return undefined;
}
