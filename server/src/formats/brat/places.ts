import type { AnnotatedDocument } from '../../annotation/model';
import { LineIndex } from '../../text/lineIndex';
import type { FilePlace, Places, ReadResult } from '../format';
import { fileNameOf } from './fileName';

/** Where the texts of brat's documents say something: each has a file of its own, whose text is the document's. */
export function bratPlaces(_: ReadResult): Places {
  const indexes = new WeakMap<AnnotatedDocument, LineIndex>();
  const ofText = (document: AnnotatedDocument, offset: number): FilePlace => {
    const index = indexes.get(document) ?? new LineIndex(document.text);
    indexes.set(document, index);
    const { line, character } = index.positionAt(offset);
    return { file: `${fileNameOf(document.id)}.txt`, line: line + 1, column: character + 1 };
  };
  return {
    ofDocument: (document) => ofText(document, 0),
    ofAnnotation: (document, annotation) =>
      'spans' in annotation ? ofText(document, annotation.spans[0].start) : ofText(document, 0),
    ofText,
  };
}
