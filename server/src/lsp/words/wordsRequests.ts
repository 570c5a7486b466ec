import {
  type ClientCapabilities,
  CompletionRequest,
  type Connection,
  ErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import * as z from 'zod';
import { wordsFileName } from '../../annotation/userWord';
import type { WordsService } from '../../languageService/words/wordsService';
import { type ConceptsResult, conceptsRequest, wordsLanguageId } from '../../protocol/words';
import type { Documents } from '../documents';
import { isWordsDocument } from './workspaceWords';

/** A tab leads to the next column, and names of concepts have spaces. */
const completionTriggers = ['\t', '|', ' '];

const conceptsParams = z.object({
  query: z.string().max(1_000),
  type: z.string().optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Answers what editors ask around a person's own words: completion in words files, concepts by name. */
export function answerWordsRequests(
  connection: Connection,
  documents: Documents,
  service: WordsService,
): void {
  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (!document || !isWordsDocument(document)) return null;
    return service.completion.provideCompletion(document, position) ?? null;
  });
  connection.onRequest(conceptsRequest, (params: unknown): ConceptsResult => {
    const parsed = conceptsParams.safeParse(params);
    if (!parsed.success)
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        `${conceptsRequest} takes a query, and may take a type and a limit of 1 to 200.`,
      );
    const { query, limit, type } = parsed.data;
    return { concepts: service.concepts.search(query, limit, type) };
  });
}

/** Completion in words files alone, where the client can be told so: a space in a text is no reason to ask. */
export const completionCapability = ({ textDocument }: ClientCapabilities) =>
  textDocument?.completion?.dynamicRegistration
    ? {}
    : { completionProvider: { triggerCharacters: completionTriggers } };

export async function registerCompletion(
  connection: Connection,
  { textDocument }: ClientCapabilities,
): Promise<void> {
  if (!textDocument?.completion?.dynamicRegistration) return;
  await connection.client
    .register(CompletionRequest.type, {
      documentSelector: [{ language: wordsLanguageId }, { pattern: `**/${wordsFileName}` }],
      triggerCharacters: completionTriggers,
    })
    .catch((error) => connection.console.warn(`there is no completion in ${wordsFileName}: ${error}`));
}
