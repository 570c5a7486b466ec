import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { Problem } from '../../annotation/problem';
import type { Span } from '../../text/span';
import { linesOf } from '../jsonLines';
import { elements, property, spanOf, valueSpan } from '../layout/json';
import { Reading } from '../reading';
import { fromBioC } from './fromBioC';
import { parseDocument } from './jsonSchema';
import type { BioCAnnotation, BioCPlace } from './model';
import { PlacedPart, PlacedText } from './places';

/** The value of the innermost part of a path that is there. */
export function placeOf(root: Node, path: readonly PropertyKey[]): Span {
  let node: Node = root;
  for (const step of path) {
    const next = typeof step === 'number' ? elements(node)[step] : property(node, String(step));
    if (!next) break;
    node = next;
  }
  return node === root ? { start: root.offset, end: root.offset + 1 } : spanOf(node);
}

/** The value of a node, with the places of annotations, relations and texts in it. @param parts are added in the order of the file */
export function placedValue(node: Node, parts: BioCPlace[], within = ''): unknown {
  if (node.type === 'array') return elements(node).map((each) => placedValue(each, parts, within));
  if (node.type !== 'object') return node.value;
  const value: Record<string, unknown> = {};
  if (within === 'annotations' || within === 'relations') {
    const place = new PlacedPart(partOf(node, within === 'annotations' ? 'mention' : 'relation'));
    parts.push(place);
    value['place'] = place;
  }
  for (const { children: [key, child] = [] } of node.children ?? []) {
    if (!key || !child) continue;
    value[key.value] = placedValue(child, parts, key.value);
    if (
      key.value === 'text' &&
      (within === 'passages' || within === 'sentences') &&
      child.type === 'string'
    ) {
      const { start, end } = valueSpan(child);
      value['textPlace'] = new PlacedText(start, end);
    }
  }
  return value;
}

function partOf(node: Node, kind: BioCPlace['kind']): BioCPlace {
  const placed = (each: Node | undefined) =>
    each ? { value: String(each.value), span: valueSpan(each) } : undefined;
  return {
    kind,
    span: spanOf(node),
    id: placed(property(node, 'id')),
    infons: (property(node, 'infons')?.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [{ key: String(key.value), ...placed(value)! }] : [],
    ),
    locations: elements(property(node, 'locations')).map((each) => {
      const [offset, length] = [property(each, 'offset'), property(each, 'length')];
      return { ...(offset && { offset: spanOf(offset) }), ...(length && { length: spanOf(length) }) };
    }),
    nodes: elements(property(node, 'nodes')).flatMap((each) => placed(property(each, 'refid')) ?? []),
  };
}

/**
 * Gives problems their lines. Documents that have some are read again, with places: nobody waits for that where a file is as it should be.
 * @param told the documents that problems are about, with the number of their first one
 */
export function locateProblems(
  content: string,
  whole: unknown,
  told: readonly { readonly value: unknown; readonly from: number }[],
  problems: Problem[],
): void {
  if (told.length === 0) return;
  const lines = linesOf(content, whole);
  for (const { value, from } of told) {
    const node = lines.nodeOf(value);
    const spans = node ? problemSpans(node) : [];
    for (const [index, span] of spans.entries())
      if (problems[from + index]) problems[from + index] = lines.located(problems[from + index]!, span.start);
  }
}

/** Where each problem of a document is, in the order in which they are told. */
function problemSpans(node: Node): Span[] {
  const read = parseDocument(placedValue(node, []));
  if ('path' in read) return [placeOf(node, read.path)];
  const reading = new Reading();
  fromBioC(read.document, reading);
  return reading.problems.map(
    (problem) => (reading.sources.get(problem) as BioCAnnotation | undefined)?.place?.span ?? spanOf(node),
  );
}
