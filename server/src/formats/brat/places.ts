import type { AnnotatedDocument } from '../../annotation/model';
import { LineIndex } from '../../text/lineIndex';
import type { FilePlace, Places } from '../format';
import type { BratReadResult } from './read';

/** Where the texts of brat's documents say something: each has a file of its own, whose text is the document's. */
export function bratPlaces({ documents, files }: BratReadResult): Places {
  const fileOf = new Map(documents.map((document, index) => [document, files[index]]));
  const indexes = new Map<AnnotatedDocument, LineIndex>();
  const ofText = (document: AnnotatedDocument, offset: number): FilePlace => {
    const index = indexes.get(document) ?? new LineIndex(document.text);
    indexes.set(document, index);
    const { line, character } = index.positionAt(offset);
    return { file: fileOf.get(document), line: line + 1, column: character + 1 };
  };
  return {
    ofDocument: (document) => ofText(document, 0),
    ofAnnotation: (document, annotation) =>
      'spans' in annotation ? ofText(document, annotation.spans[0].start) : ofText(document, 0),
    ofText,
  };
}
