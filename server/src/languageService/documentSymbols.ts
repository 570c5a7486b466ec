import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { extent, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { Annotator } from './annotator';
import { appearanceOf, appearances } from './entityTypes';
import { toRange } from './ranges';

/** The outline: every mention, in order of reading, so that breadcrumbs know what the cursor is in. */
export class DocumentSymbolProvider {
  constructor(private readonly annotator: Annotator) {}

  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] {
    const text = document.getText();
    return this.annotator.current(document).mentions.map((mention) => {
      const range = toRange(document, extent(mention));
      const ids = mention.concepts.map(({ id }) => id).filter((id) => !isUnlinked(id));
      return {
        // The specification forbids an empty name; a mention may be of whitespace only in a faulty corpus.
        name: wording(text, mention).replace(/\s+/g, ' ').trim() || mention.type,
        detail: [mention.type, ...ids].join(' · '),
        kind: appearances[appearanceOf(mention.type)].symbol,
        range,
        selectionRange: range,
      };
    });
  }
}
