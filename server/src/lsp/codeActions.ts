import type { CodeAction, Connection, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Documents } from './documents';

/** Answers what can be done at a place, of the kinds that the client asks for. @param provide what there is, of all kinds */
export function answerCodeActions(
  connection: Connection,
  documents: Documents,
  provide: (document: TextDocument, range: Range) => CodeAction[],
): void {
  connection.onCodeAction(({ textDocument, range, context: { only } }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    const isWanted = ({ kind = '' }: CodeAction) =>
      only === undefined || only.some((each) => isWithin(kind, each));
    return provide(document, range).filter(isWanted);
  });
}

/** Kinds of code actions are names with dots: `quickfix` is within `quickfix` and within the empty kind. */
const isWithin = (kind: string, wanted: string): boolean =>
  wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
