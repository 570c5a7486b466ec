import { contains, type Span } from '../text/span';
import { segmentWords } from '../text/words';

/** Nobody grows a mention over more than this, in UTF-16 units. */
const farthest = 1_000;

/**
 * The stretches of a mention with its first or last boundary moved by one word. A boundary inside a word goes to the word's end first.
 * @param spans in order of reading
 * @returns undefined where there is no word to take in (a paragraph ends there), or none would be left
 */
export function movedBoundary(
  text: string,
  spans: readonly [Span, ...Span[]],
  side: 'start' | 'end',
  by: 'grow' | 'shrink',
): [Span, ...Span[]] | undefined {
  const at = side === 'start' ? 0 : spans.length - 1;
  const moved = by === 'grow' ? grown(text, spans[at]!, side) : shrunk(text, spans[at]!, side);
  if (moved === 'nothing left') {
    const [first, ...rest] = spans.filter((_, index) => index !== at);
    return first && [first, ...rest];
  }
  // What lies between two stretches is no part of the mention, so that only the outer boundaries move.
  return moved && (spans.map((span, index) => (index === at ? moved : span)) as [Span, ...Span[]]);
}

function grown(text: string, { start, end }: Span, side: 'start' | 'end'): Span | undefined {
  const before = { start: Math.max(0, start - farthest), end: start };
  const after = { start: end, end: Math.min(text.length, end + farthest) };
  const word = side === 'start' ? segmentWords(text, before).at(-1) : segmentWords(text, after)[0];
  if (!word) return undefined;
  const between = side === 'start' ? text.slice(word.end, start) : text.slice(end, word.start);
  if (/\n\s*\n/.test(between)) return undefined;
  return side === 'start' ? { start: word.start, end } : { start, end: word.end };
}

function shrunk(text: string, span: Span, side: 'start' | 'end'): Span | 'nothing left' {
  const words = segmentWords(text, span).filter((word) => contains(span, word));
  const left = side === 'start' ? words[1] : words.at(-2);
  if (!left) return 'nothing left';
  return side === 'start' ? { start: left.start, end: span.end } : { start: span.start, end: left.end };
}
