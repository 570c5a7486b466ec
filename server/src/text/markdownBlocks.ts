import type { Span } from './span';

/** A construct that goes on over blank lines, and the line that ends it. */
interface OpenConstruct {
  readonly closes: RegExp;
  /** Whether the line that opens it may close it as well. */
  readonly onOneLine: boolean;
}

const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,}|\${2,}(?=[^$]*$))/;

// CommonMark 0.31, HTML blocks 1 to 5: these alone may hold blank lines.
const htmlOpeners: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![A-Za-z]/, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

/** A line that, after a blank line, closes every list and quote: neither indented nor a marker that could continue one. */
const beginsAnew = /^(?![-+*>]|\d{1,9}[.)])\S/;

/** Setting up a parser takes as long as reading some hundred units, so short blocks stay together. */
const SHORTEST_BLOCK = 200;

/**
 * Cuts Markdown, from `start` on, into stretches that can be read one by one with the same result as the whole
 * (CommonMark 0.31): each ends after a blank line that closes all containers, outside fenced code, math and HTML.
 * Together they cover the text. One pass over the lines.
 */
export function markdownBlocks(text: string, start: number): Span[] {
  const blocks: Span[] = [];
  let blockStart = start;
  let afterBlank = false;
  let open: RegExp | undefined;
  for (const line of lines(text, start)) {
    const content = text.slice(line.start, line.end);
    if (open !== undefined) {
      if (open.test(content)) open = undefined;
      continue;
    }
    if (afterBlank && line.start - blockStart >= SHORTEST_BLOCK && beginsAnew.test(content)) {
      blocks.push({ start: blockStart, end: line.start });
      blockStart = line.start;
    }
    afterBlank = /^\s*$/.test(content);
    const construct = opened(content);
    if (construct !== undefined && !(construct.onOneLine && construct.closes.test(content)))
      open = construct.closes;
  }
  if (blockStart < text.length) blocks.push({ start: blockStart, end: text.length });
  return blocks;
}

function opened(line: string): OpenConstruct | undefined {
  const marker = fence.exec(line)?.[1];
  if (marker !== undefined) {
    const character = marker[0] === '$' ? '\\$' : marker[0];
    return { closes: new RegExp(`^ {0,3}${character}{${marker.length},}\\s*$`), onOneLine: false };
  }
  const html = /^ {0,3}</.test(line) ? htmlOpeners.find(([opens]) => opens.test(line)) : undefined;
  return html && { closes: html[1], onOneLine: true };
}

/** Lines with their line breaks. */
function* lines(text: string, start: number): Generator<Span> {
  const lineBreak = /\r\n|\r|\n/g;
  lineBreak.lastIndex = start;
  let from = start;
  for (let match = lineBreak.exec(text); match; match = lineBreak.exec(text)) {
    yield { start: from, end: lineBreak.lastIndex };
    from = lineBreak.lastIndex;
  }
  if (from < text.length) yield { start: from, end: text.length };
}
