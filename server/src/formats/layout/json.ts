import { type Node, type ParseError, parseTree } from 'jsonc-parser/lib/esm/main.js';
import type { Span } from '../../text/span';
import { tooDeeplyNested } from '../reading';
import type { TextPlaces } from './textPlaces';

/** A value of JSON with its place; undefined where the text is none. Comments and commas at the end of lists are not JSON. */
export function jsonTree(text: string): { readonly root?: Node; readonly firstError?: Span } {
  const deep = tooDeeplyNested(text);
  // The parser goes one call deeper for each bracket.
  if (deep !== undefined) return { firstError: { start: deep, end: deep + 1 } };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (!first) return { root };
  const start = Math.min(first.offset, Math.max(0, text.length - 1));
  return { root, firstError: { start, end: Math.min(text.length, start + Math.max(1, first.length)) } };
}

export const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

/** A value without its quotes. */
export function valueSpan(node: Node): Span {
  const { start, end } = spanOf(node);
  return node.type === 'string' ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A property's value; of one that stands twice the last, as `JSON.parse` has it. */
export function property(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

export const elements = (node: Node | undefined): readonly Node[] =>
  node?.type === 'array' ? (node.children ?? []) : [];

/** Which node each object and list of a value is. @param value what `JSON.parse` made of the node */
export function nodesOf(value: unknown, node: Node, nodes = new Map<unknown, Node>()): Map<unknown, Node> {
  if (typeof value !== 'object' || value === null) return nodes;
  nodes.set(value, node);
  if (Array.isArray(value))
    elements(node).forEach((each, index) => {
      nodesOf(value[index], each, nodes);
    });
  else
    for (const each of node.children ?? []) {
      const [key, child] = each.children ?? [];
      if (key && child) nodesOf((value as Record<string, unknown>)[key.value], child, nodes);
    }
  return nodes;
}

const escaped = /\\(?:u[0-9a-fA-F]{4}|.)/g;

/** Adds the text of a string. @param span of the string without its quotes */
export function addJsonText(places: TextPlaces, source: string, { start, end }: Span): void {
  places.addEscaped(source.slice(start, end), start, escaped, meaningOf);
}

/** A backslash that is still being typed behind is no escape yet, and stands for itself. */
function meaningOf(written: string): string {
  try {
    return JSON.parse(`"${written}"`);
  } catch {
    return written;
  }
}
