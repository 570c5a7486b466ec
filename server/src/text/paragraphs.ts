import type { Span } from './span';

/** Stretches of non-blank lines, without the whitespace around them, in UTF-16 units. Linear. */
export function splitParagraphs(text: string): Span[] {
  const paragraphs: Span[] = [];
  const line = /[^\r\n]*(?:\r\n|\r|\n|$)/g;
  let start = -1;
  let end = 0;
  while (line.lastIndex < text.length) {
    const at = line.lastIndex;
    const content = line.exec(text)![0];
    if (/\S/.test(content)) {
      if (start < 0) start = at;
      end = at + content.length;
    } else if (start >= 0) {
      paragraphs.push(trimmed(text, start, end));
      start = -1;
    }
  }
  if (start >= 0) paragraphs.push(trimmed(text, start, end));
  return paragraphs;
}

/** `start` to `end` without the whitespace at either side. */
export function trimmed(text: string, start: number, end: number): Span {
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { start, end };
}
