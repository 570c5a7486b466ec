import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  DocumentFormattingRequest,
  ErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod';
import { corpusLanguageIds } from '../../formats/layout/languages';
import type { CorpusService } from '../../languageService/corpus/corpusService';
import { annotationsBeside } from '../../languageService/corpus/fileAnnotations';
import { fileAnnotationsRequest } from '../../protocol/fileAnnotations';
import { signalOf } from '../cancellation';
import type { Documents } from '../documents';
import { AnnotationsBeside } from './annotationsBeside';
import { inSlices } from './inSlices';
import type { OpenCorpora } from './openCorpora';

const position = z.object({ line: z.int().min(0), character: z.int().min(0) });
const fileAnnotationsParams = z.object({
  textDocument: z.object({ uri: z.string() }),
  ranges: z.array(z.object({ start: position, end: position })).max(1_000),
});

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
  const besides = new AnnotationsBeside((uri) => documents.get(uri));
  connection.onRequest(fileAnnotationsRequest, async (params: unknown) => {
    const parsed = fileAnnotationsParams.safeParse(params);
    const document = parsed.data && documents.get(parsed.data.textDocument.uri);
    if (!parsed.success || !document)
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        `${fileAnnotationsRequest} takes an open textDocument and a list of ranges.`,
      );
    const { ranges } = parsed.data;
    const beside = corpora.of(document) ? undefined : await besides.of(document);
    return beside
      ? annotationsBeside(document, ranges, beside)
      : service.fileAnnotations.provideFileAnnotations(document, ranges);
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    // An editor that is told of nothing folds by indentation; an empty list would say that nothing folds.
    return document && corpora.of(document) ? service.folding.provideFoldingRanges(document) : null;
  });
  connection.onDefinition(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (document) await corpora.ready(document);
    return document ? service.definition.provideDefinition(document, position) : null;
  });
  connection.onDocumentLinks(({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    return document && corpora.of(document)
      ? wholeFile(document, token, () => service.links.provideDocumentLinks(document))
      : null;
  });
  connection.onDocumentFormatting(async ({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    if (document) await corpora.ready(document);
    return document && corpora.of(document)
      ? wholeFile(document, token, () => service.formatting.provideFormatting(document))
      : null;
  });
}

/**
 * Formatting is offered for corpus files alone, where the client can be told so: an editor that has several formatters for a Markdown file asks which one
 * is meant.
 */
export const formattingCapability = ({ textDocument }: ClientCapabilities) =>
  textDocument?.formatting?.dynamicRegistration ? {} : { documentFormattingProvider: true };

export async function registerFormatting(
  connection: Connection,
  { textDocument }: ClientCapabilities,
): Promise<void> {
  if (!textDocument?.formatting?.dynamicRegistration) return;
  const documentSelector = corpusLanguageIds.map((language) => ({ language }));
  await connection.client
    .register(DocumentFormattingRequest.type, { documentSelector })
    .catch((error) => connection.console.warn(`corpus files are not formatted: ${error}`));
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
