import type { AnnotatedDocument } from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { type Edit, rewritten } from './rewriting';

/** Characters in a line. */
const width = 72;

/** A text file with lines of 72 characters: a name may go over the end of a line. The title stands by itself. */
export function hardWrapped(document: AnnotatedDocument): AnnotatedDocument {
  const { text, passages } = document;
  const starts = new Set(passages.slice(1).map(({ span }) => span.start));
  const edits: Edit[] = [];
  let line = 0;
  let space = -1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ' ' && starts.has(at + 1)) {
      edits.push({ start: at, end: at + 1, text: '\n\n' });
      line = at + 1;
      space = -1;
    } else if (text[at] === ' ') space = at;
    if (at - line < width || space < 0) continue;
    edits.push({ start: space, end: space + 1, text: '\n' });
    line = space + 1;
    space = -1;
  }
  return rewritten(document, edits, plainTextPassages);
}
