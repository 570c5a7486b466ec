import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { EntityMention, Relation } from '../../annotation/model';
import type { Problem } from '../../annotation/problem';
import type { Span } from '../../text/span';
import { idPlaces } from '../layout/idPlaces';
import { addJsonText, elements, jsonTree, nodesOf, property, spanOf, valueSpan } from '../layout/json';
import type {
  CorpusLanguage,
  DocumentLayout,
  IdPlace,
  LaidProblem,
  Mending,
  NamePlace,
  Statement,
  Surroundings,
} from '../layout/layout';
import { linesFrom } from '../layout/lines';
import { TextPlaces } from '../layout/textPlaces';
import { Reading } from '../reading';
import { changeRow, lists } from './change';
import { readRow } from './read';

/** JSON lines: a document each. */
export const jsonLinesLanguage: CorpusLanguage = {
  id: 'jsonl-annotations',
  format: 'jsonl',
  *cut(text, from) {
    for (const { text: line, span } of linesFrom(text, from)) if (line.trim() !== '') yield span;
  },
  lay: layRow,
  shape: shapeRow,
  change: changeRow,
};

function layRow(stretch: string, { name, index }: Surroundings): DocumentLayout {
  const reading = new Reading();
  const value = readRow(stretch, `${name}:${index + 1}`, 1, reading);
  const text = new TextPlaces();
  // A byte order mark is no JSON; a blank in its place keeps the offsets.
  const { root, firstError } = jsonTree(stretch.replace(/^\uFEFF/, ' '));
  const nodes = root ? nodesOf(value, root) : new Map<unknown, Node>();
  const textNode = property(root, 'text');
  if (textNode) addJsonText(text, stretch, valueSpan(textNode));
  const [document] = reading.documents;
  const idNode = property(property(root, 'meta'), 'id') ?? property(root, 'id');
  const placeOf = (problem: Problem): Span => {
    const node = nodes.get(reading.sources.get(problem));
    return node ? spanOf(node) : (firstError ?? { start: 0, end: stretch.length });
  };
  return {
    id: document?.id ?? '',
    idSpan: idNode ? valueSpan(idNode) : { start: 0, end: 0 },
    document,
    text,
    statements: document && root ? statementsOf(root, annotationsBy(reading, nodes), stretch) : [],
    problems: reading.problems.map((problem): LaidProblem => {
      const { severity, message, fits } = problem;
      const node = nodes.get(reading.sources.get(problem));
      return {
        severity,
        message,
        span: placeOf(problem),
        ...(fits && { mending: mendedOffsets(node, fits) }),
      };
    }),
  };
}

/** What was read, by the nodes that say it. */
function annotationsBy(
  { documents: [document], sources }: Reading,
  nodes: ReadonlyMap<unknown, Node>,
): Map<Node, EntityMention | Relation> {
  const annotations = new Map<Node, EntityMention | Relation>();
  for (const annotation of [...(document?.mentions ?? []), ...(document?.relations ?? [])]) {
    const node = nodes.get(sources.get(annotation));
    if (node) annotations.set(node, annotation);
  }
  return annotations;
}

function statementsOf(
  root: Node,
  annotations: ReadonlyMap<Node, EntityMention | Relation>,
  source: string,
): Statement[] {
  const list = lists.map((name) => property(root, name)).find((each) => each !== undefined);
  const statement = (kind: Statement['kind'], node: Node): Statement => ({
    kind,
    span: spanOf(node),
    annotation: annotations.get(node),
    ids:
      kind === 'mention'
        ? mentionIds(node, source)
        : ['subject', 'object'].flatMap((end) => idsOf(property(node, end), source)),
    ...(kind === 'mention' && nameOf(property(node, 'id'))),
    targets: ['from_id', 'to_id'].flatMap((end) => named(property(node, end))),
  });
  return [
    ...elements(list).map((node) => statement('mention', node)),
    ...elements(property(root, 'relations')).map((node) => statement('relation', node)),
  ].sort((a, b) => a.span.start - b.span.start);
}

const mentionIds = (node: Node, source: string): IdPlace[] => [
  ...idsOf(property(node, 'kb_id'), source),
  ...elements(property(node, 'concepts')).flatMap((each) => idsOf(property(each, 'id'), source)),
];

/** The ids that a value names; those that JSON writes with escapes as a whole. */
function idsOf(node: Node | undefined, source: string): IdPlace[] {
  if (!node || (node.type !== 'string' && node.type !== 'number')) return [];
  const span = valueSpan(node);
  const value = String(node.value);
  return source.slice(span.start, span.end) === value ? idPlaces(value, span.start) : [{ id: value, span }];
}

const named = (node: Node | undefined): NamePlace[] =>
  node ? [{ name: String(node.value), span: valueSpan(node) }] : [];
const nameOf = (node: Node | undefined): { name?: NamePlace } => ({ name: named(node)[0] });

function mendedOffsets(node: Node | undefined, [start, end]: readonly [number, number]): Mending | undefined {
  const [from, to] = [property(node, 'start'), property(node, 'end')];
  if (!from || !to) return undefined;
  return {
    title: `Change the offsets to ${start}–${end}`,
    changes: [
      { span: spanOf(from), newText: String(start) },
      { span: spanOf(to), newText: String(end) },
    ],
  };
}

/** One blank behind each comma and colon, and no others between values, as Python writes. The values stay as they are written. */
function shapeRow(row: string): string {
  return row
    .trim()
    .replace(
      /("(?:[^"\\]|\\.)*")|\s+|([,:])/g,
      (_, text: string | undefined, mark: string | undefined) =>
        text ?? (mark === undefined ? '' : `${mark} `),
    );
}
