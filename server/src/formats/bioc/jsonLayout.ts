import { format } from 'jsonc-parser/lib/esm/main.js';
import type { Span } from '../../text/span';
import { addJsonText, jsonTree, property, valueSpan } from '../layout/json';
import type { CorpusLanguage, DocumentLayout, LaidProblem } from '../layout/layout';
import { TextPlaces } from '../layout/textPlaces';
import { tooDeeplyNested } from '../reading';
import { changeBioCJson } from './jsonChange';
import { parseDocument } from './jsonSchema';
import { layBioC } from './layout';
import type { BioCPlace } from './model';
import { placedValue, placeOf } from './placedJson';

/** BioC in JSON. A document is an object with passages, in whatever lists it lies. */
export const biocJsonLanguage: CorpusLanguage = {
  id: 'bioc-json',
  format: 'bioc-json',
  cut: cutDocuments,
  lay: layDocument,
  frameProblems,
  shape: shapeDocument,
  change: changeBioCJson,
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
