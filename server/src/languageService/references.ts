import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import type { Location } from 'vscode-languageserver-types';
import { extent } from '../annotation/model';
import type { Annotator } from './annotator';
import { sameConcept } from './concepts';
import { mentionsAt, toRange } from './ranges';

/** The mentions of the concept under the cursor as a list of places. A concept has no declaration in a text. */
export class ReferencesProvider {
  constructor(private readonly annotator: Annotator) {}

  provideReferences(document: TextDocument, position: Position): Location[] {
    const { mentions } = this.annotator.current(document);
    const [mention] = mentionsAt(document, mentions, position);
    if (!mention) return [];
    return sameConcept(document.getText(), mentions, mention).map((other) => ({
      uri: document.uri,
      range: toRange(document, extent(other)),
    }));
  }
}
