import { splitParagraphs, trimmed } from './paragraphs';
import type { Passage } from './passage';
import { splitSentences } from './sentences';
import type { Span } from './span';

/** No title of a paper is longer, in UTF-16 units; a longer first paragraph is text. */
const LONGEST_TITLE = 300;

/**
 * Passages of a text without markup: its paragraphs, which blank lines part. Hard-wrapped lines stay in one passage.
 * The first paragraph is the title where it looks like one, and so is a first line that was ended on purpose: before
 * its paragraph's width was used up. Spans in UTF-16 units, without the whitespace around them.
 */
export function plainTextPassages(text: string): Passage[] {
  const paragraphs = splitParagraphs(text);
  const first = paragraphs[0];
  if (first === undefined) return [];
  if (paragraphs.length > 1 && looksLikeTitle(text, first)) {
    return [passage('title', first), ...paragraphs.slice(1).map((each) => passage('paragraph', each))];
  }
  const title = titleLine(text, first);
  if (title === undefined) return paragraphs.map((each) => passage('paragraph', each));
  const rest = trimmed(text, title.end, first.end);
  return [
    passage('title', title),
    ...[rest, ...paragraphs.slice(1)].map((each) => passage('paragraph', each)),
  ];
}

const passage = (kind: Passage['kind'], span: Span): Passage => ({ kind, span, prose: [span] });

/** One sentence at most, and short. */
const looksLikeTitle = (text: string, within: Span): boolean =>
  within.end - within.start <= LONGEST_TITLE && splitSentences(text, within).length === 1;

/** The paragraph's first line, if the next line's first word would still have fitted on it. */
function titleLine(text: string, { start, end }: Span): Span | undefined {
  const lines = text.slice(start, end).split(/\r\n|\r|\n/);
  const [first, second] = lines;
  if (first === undefined || second === undefined) return undefined;
  const width = lines.reduce((widest, line) => Math.max(widest, line.length), 0);
  const nextWord = /\S+/.exec(second)![0];
  if (first.length + 1 + nextWord.length > width) return undefined;
  const title = trimmed(text, start, start + first.length);
  return looksLikeTitle(text, title) ? title : undefined;
}
