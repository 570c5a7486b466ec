import type { Span } from '../../text/span';
import { linesFrom, type PlacedLine } from './lines';

/**
 * Cuts a file of lines where a document begins; each stretch reaches to the next one, the last to the end.
 * @param begins whether a line begins another document; it is asked for each line once, in order, and knows what it was told since the stretch began
 */
export function* cutLines(
  text: string,
  from: number,
  begins: () => (line: PlacedLine) => boolean,
): Generator<Span> {
  let start = from;
  let isBegin = begins();
  for (const line of linesFrom(text, from)) {
    if (!isBegin(line) || line.span.start === start) continue;
    yield { start, end: line.span.start };
    start = line.span.start;
    // The line is the first that the next stretch is told.
    isBegin = begins();
    isBegin(line);
  }
  if (start < text.length) yield { start, end: text.length };
}
