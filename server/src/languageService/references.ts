import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import type { Location } from 'vscode-languageserver-types';
import { extent } from '../annotation/model';
import type { Annotator } from './annotator';
import { conceptKeys, mentionsOf } from './concepts';
import { mentionsAt, toRange } from './ranges';

/** Every open document. */
export type OpenDocuments = () => Iterable<TextDocument>;

/** The mentions of the concept under the cursor in all open documents, whatever their wording. A concept has no declaration in a text. */
export class ReferencesProvider {
  constructor(
    private readonly annotator: Annotator,
    private readonly documents: OpenDocuments,
  ) {}

  /** Those of the document itself come first. Of others, what is known of them now. */
  provideReferences(document: TextDocument, position: Position): Location[] {
    const [mention] = mentionsAt(document, this.annotator.current(document).mentions, position);
    if (!mention) return [];
    const keys = conceptKeys(document.getText(), mention);
    const others = [...this.documents()].filter(({ uri }) => uri !== document.uri);
    return [document, ...others].flatMap((each) =>
      mentionsOf(keys, each.getText(), this.annotator.current(each).mentions).map((other) => ({
        uri: each.uri,
        range: toRange(each, extent(other)),
      })),
    );
  }
}
