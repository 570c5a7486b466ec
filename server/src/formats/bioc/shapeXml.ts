import { readElements } from './xml';

/** A tag, of which a value in quotes may hold a `>`; what is no element; or text. */
const piece = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+/g;

/** An element by the places of its tags among the pieces. */
interface Tags {
  last: number;
  hasElements: boolean;
  hasText: boolean;
}

/**
 * An element a line, two blanks deeper in each. One that holds text, or nothing at all, stays as it is written: only blanks between elements change.
 * @param indent the blanks before each line but the first
 * @returns the source itself where it is no well-formed XML
 */
export function shapeXml(source: string, indent = ''): string {
  if (readElements(source, () => {})) return source;
  const pieces = source.match(piece) ?? [];
  const elements = elementsAmong(pieces);
  const lines: string[] = [];
  let depth = 0;
  for (let index = 0; index < pieces.length; index++) {
    const each = pieces[index]!;
    if (each.trim() === '') continue;
    if (each.startsWith('</')) depth--;
    const element = elements.get(index);
    const goesDeeper = element?.hasElements === true && !element.hasText;
    const line = element && !goesDeeper ? pieces.slice(index, element.last + 1).join('') : each;
    lines.push('  '.repeat(depth) + line);
    if (goesDeeper) depth++;
    else if (element) index = element.last;
  }
  return lines.join((source.includes('\r\n') ? '\r\n' : '\n') + indent);
}

/** The elements that have two tags, by the place of the first. @param pieces of well-formed XML */
function elementsAmong(pieces: readonly string[]): Map<number, Tags> {
  const elements = new Map<number, Tags>();
  const open: Tags[] = [];
  for (const [index, each] of pieces.entries()) {
    const around = open.at(-1);
    if (each.startsWith('</')) {
      const closed = open.pop();
      if (closed) closed.last = index;
    } else if (/^<[^!?]/.test(each)) {
      if (around) around.hasElements = true;
      if (each.endsWith('/>')) continue;
      const element = { last: index, hasElements: false, hasText: false };
      elements.set(index, element);
      open.push(element);
    } else if (around && (each.startsWith('<![CDATA[') || (!each.startsWith('<') && each.trim() !== '')))
      around.hasText = true;
  }
  return elements;
}
