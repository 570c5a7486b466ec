import { format, type Node } from 'jsonc-parser/lib/esm/main.js';
import type { Span } from '../../text/span';
import { addJsonText, elements, jsonTree, property, spanOf, valueSpan } from '../layout/json';
import type { CorpusLanguage, DocumentLayout, LaidProblem } from '../layout/layout';
import { TextPlaces } from '../layout/textPlaces';
import { tooDeeplyNested } from '../reading';
import { parseDocument } from './json';
import { layBioC } from './layout';
import type { BioCPlace } from './model';
import { PlacedPart, PlacedText } from './places';

/** BioC in JSON. A document is an object with passages, in whatever lists it lies. */
export const biocJsonLanguage: CorpusLanguage = {
  id: 'bioc-json',
  format: 'bioc-json',
  cut: cutDocuments,
  lay: layDocument,
  frameProblems,
  shape: shapeDocument,
};

// Strings do not go on behind the end of a line, so that one that is being typed hides no more than its line.
const token = /"(?:[^"\\\n]|\\.)*"?|[{}[\]]/g;
const isPassages = /^"passages"$/;

function* cutDocuments(text: string, from: number): Generator<Span> {
  const tokens = new RegExp(token);
  tokens.lastIndex = from;
  const open: number[] = [];
  // Brackets that are missing or too many make objects end that have begun before the document in front of them.
  let last = from;
  /** How many brackets are open outside the document that is being walked through. */
  let outside: number | undefined;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') open.push(match.index);
    else if (found === '}' || found === ']') {
      const start = open.pop();
      if (outside === undefined || open.length > outside) continue;
      outside = undefined;
      if (start === undefined || start < last) continue;
      last = tokens.lastIndex;
      yield { start, end: last };
    } else if (
      outside === undefined &&
      isPassages.test(found) &&
      /^\s*:/.test(text.slice(tokens.lastIndex, tokens.lastIndex + 20))
    )
      outside = open.length - 1;
  }
  // Cut short: what there is of the last document.
  const start = outside === undefined ? undefined : open[outside];
  if (start !== undefined && start >= last) yield { start, end: text.length };
}

/** The documents' own objects are left out, so that only what is around them is read. */
function frameProblems(text: string, stretches: readonly Span[]): LaidProblem[] {
  const pieces: string[] = [];
  const shifts: { readonly at: number; readonly by: number }[] = [];
  let at = 0;
  let length = 0;
  const add = (piece: string, place: number) => {
    shifts.push({ at: length, by: place - length });
    pieces.push(piece);
    length += piece.length;
  };
  for (const { start, end } of stretches) {
    add(text.slice(at, start), at);
    add('{}', start);
    at = end;
  }
  add(text.slice(at), at);
  const frame = pieces.join('').replace(/^\uFEFF/, ' ');
  if (frame.trim() === '') return [];
  const { firstError } = jsonTree(frame);
  if (!firstError) return [];
  const shift = shifts.findLast((each) => each.at <= firstError.start) ?? { by: 0 };
  const start = Math.min(firstError.start + shift.by, Math.max(0, text.length - 1));
  return [
    {
      severity: 'error',
      message:
        'this is not valid JSON from here on; look for a missing comma, quote or bracket, or a file that was cut short',
      span: { start, end: Math.min(text.length, start + firstError.end - firstError.start) },
    },
  ];
}

function layDocument(stretch: string): DocumentLayout {
  const none = { id: '', idSpan: { start: 0, end: 0 }, text: new TextPlaces(), statements: [] };
  if (tooDeeplyNested(stretch) !== undefined)
    return { ...none, problems: [failed('this document is nested too deeply', { start: 0, end: 1 })] };
  const { root, firstError } = jsonTree(stretch);
  if (!root || firstError) {
    const message = 'this is not valid JSON from here on; look for a missing comma, quote or bracket';
    return { ...none, problems: [failed(message, firstError ?? { start: 0, end: stretch.length })] };
  }
  const parts: BioCPlace[] = [];
  const read = parseDocument(placedValue(root, parts));
  const idNode = property(root, 'id');
  const idSpan = idNode ? valueSpan(idNode) : none.idSpan;
  if ('path' in read) {
    const message = `this document is left out: "${read.path.join('.')}": ${read.message}`;
    return {
      ...none,
      id: String(idNode?.value ?? ''),
      idSpan,
      problems: [failed(message, placeOf(root, read.path))],
    };
  }
  return layBioC(read.document, idSpan, parts, (places, place) => addJsonText(places, stretch, place));
}

const failed = (message: string, span: Span): LaidProblem => ({ severity: 'error', message, span });

/** The value of the innermost part of a path that is there. */
function placeOf(root: Node, path: readonly PropertyKey[]): Span {
  let node: Node = root;
  for (const step of path) {
    const next = typeof step === 'number' ? elements(node)[step] : property(node, String(step));
    if (!next) break;
    node = next;
  }
  return node === root ? { start: root.offset, end: root.offset + 1 } : spanOf(node);
}

/** The value of a node, with the places of annotations, relations and texts in it. @param parts are added in the order of the file */
function placedValue(node: Node, parts: BioCPlace[], within = ''): unknown {
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

/** A property a line, two blanks deeper in each object than what is around the document; only blanks change. */
function shapeDocument(stretch: string, _isLast: boolean, indent: string): string {
  const eol = stretch.includes('\r\n') ? '\r\n' : '\n';
  const pieces: string[] = [];
  let at = 0;
  // In order and in one pass: put in one after another they would copy the whole text each time.
  for (const { offset, length, content } of format(stretch, undefined, {
    insertSpaces: true,
    tabSize: 2,
    eol,
  })) {
    pieces.push(stretch.slice(at, offset), content);
    at = offset + length;
  }
  // A string of JSON holds no line break.
  return (pieces.join('') + stretch.slice(at)).replace(/\n/g, `\n${indent}`);
}
