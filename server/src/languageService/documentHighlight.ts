import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types';
import type { Annotator } from './annotator';
import { conceptKeys, mentionsOf } from './concepts';
import { mentionsAt, toRange } from './ranges';

/** Every mention of the concept under the cursor. */
export class DocumentHighlightProvider {
  constructor(private readonly annotator: Annotator) {}

  /** Undefined where the cursor is at no mention, so that the editor goes on with equal words. Never waits. */
  provideDocumentHighlights(document: TextDocument, position: Position): DocumentHighlight[] | undefined {
    const { mentions } = this.annotator.current(document);
    const [mention] = mentionsAt(document, mentions, position);
    if (!mention) return undefined;
    const text = document.getText();
    return mentionsOf(conceptKeys(text, mention), text, mentions).flatMap(({ spans }) =>
      spans.map((span) => ({ range: toRange(document, span), kind: DocumentHighlightKind.Read })),
    );
  }
}
