import type { Passage } from '../text/passage';
import { splitSentences } from '../text/sentences';
import type { Span } from '../text/span';

/**
 * A passage that is too long to be read at once, as one passage a sentence, each with its share of the prose. A sentence that is too long
 * itself, as in a text without full stops, is cut between two words. What is so long is running text, whatever it was called.
 * @param longest of a sentence, in UTF-16 units
 */
export function cutIntoSentences(text: string, { span, prose }: Passage, longest: number): Passage[] {
  const pieces: Passage[] = [];
  let next = 0;
  for (const piece of stretches(text, span, longest)) {
    while (next < prose.length && prose[next].end <= piece.start) next++;
    const read: Span[] = [];
    for (let i = next; i < prose.length && prose[i].start < piece.end; i++)
      read.push({ start: Math.max(prose[i].start, piece.start), end: Math.min(prose[i].end, piece.end) });
    if (read.length > 0) pieces.push({ kind: 'paragraph', span: piece, prose: read });
  }
  return pieces;
}

function* stretches(text: string, within: Span, longest: number): Generator<Span> {
  for (const { start, end } of splitSentences(text, within)) {
    let from = start;
    while (end - from > longest) {
      const to = wordEnd(text, from, from + longest);
      yield { start: from, end: to };
      from = to;
    }
    yield { start: from, end };
  }
}

/** The last white space between `start` and `end`; where there is none `end`, or the unit before it inside a surrogate pair. */
function wordEnd(text: string, start: number, end: number): number {
  for (let at = end; at > start; at--) if (/\s/.test(text[at])) return at;
  return /[\udc00-\udfff]/.test(text[end]) ? end - 1 : end;
}
