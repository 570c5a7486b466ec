import type { FilePlace, Places, ReadResult } from './format';

/** Places by the lines on which documents begin, for formats of which no more is known: whatever a document says is sought from there on. */
export function linePlaces({ documents, lines }: ReadResult): Places {
  const first = new Map(lines && documents.map((document, index) => [document, lines[index]]));
  const ofDocument: Places['ofDocument'] = (document): FilePlace | undefined => {
    const line = first.get(document);
    return line === undefined ? undefined : { line, column: 1 };
  };
  return { ofDocument, ofAnnotation: ofDocument, ofText: ofDocument };
}
