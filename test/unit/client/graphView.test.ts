import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, filtered, found, type GraphFilter, openFilter } from '../../../client/src/graphView/filter';
import { indexed } from '../../../client/src/graphView/graphIndex';
import { neighbourTowards } from '../../../client/src/graphView/neighbour';
import { svg } from '../../../client/src/graphView/svg';
import type {
  GraphConcept,
  GraphRelation,
  KnowledgeGraph,
} from '../../../server/src/protocol/knowledgeGraph';
import { locate } from '../../../server/src/protocol/places';

const concept = (id: string, type: string, ...documents: number[]): GraphConcept => ({
  id,
  name: `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`,
  types: [type],
  wordings: [{ text: `the ${id}`, count: 1 }],
  mentionCount: documents.length,
  places: documents.map((document) => ({ document, mentionCount: 1, first: { start: 0, end: 1 } })),
});

const relation = (
  type: string,
  subject: string,
  object: string,
  ...claims: [number, number][]
): GraphRelation => ({
  type,
  subject,
  object,
  negated: false,
  claims: claims.map(([document, score]) => ({ document, score })),
  bestScore: Math.max(...claims.map(([, score]) => score)),
  evidenceCount: 0,
  evidence: [],
});

const graph: KnowledgeGraph = {
  provenance: { version: '1', given: 'none', minimumScore: 0 },
  documents: [{ id: 'one' }, { id: 'two' }],
  concepts: [
    concept('aspirin', 'Chemical', 0, 1),
    concept('ulcer', 'Disease', 0),
    concept('rash', 'Disease', 1),
    concept('fever', 'Disease', 1),
    concept('text:acme', 'Chemical', 0),
  ],
  relations: [
    relation('CID', 'aspirin', 'ulcer', [0, 0.9]),
    relation('Association', 'aspirin', 'rash', [1, 0.4], [0, 0.2]),
  ],
};
const index = indexed(graph);
const shown = (change: Partial<GraphFilter>) => {
  const { concepts, relations } = filtered(index, { ...openFilter(index, 0), ...change });
  return `${concepts.map(({ concept }) => concept.id).join(' ')} | ${relations.join(' ')}`;
};

test('a filter leaves relations and what they join; each condition takes its part away', () => {
  assert.equal(shown({}), 'aspirin ulcer rash | 0 1');
  assert.equal(shown({ minimumScore: 0.5 }), 'aspirin ulcer | 0');
  assert.equal(shown({ hiddenRelations: ['CID'] }), 'aspirin rash | 1');
  assert.equal(shown({ hiddenTypes: ['Chemical'] }), ' | ');
  assert.equal(shown({ isolated: true }), 'aspirin ulcer rash fever | 0 1');
  assert.equal(shown({ isolated: true, unlinked: true }), 'aspirin ulcer rash fever text:acme | 0 1');
  assert.equal(shown({ document: 'two' }), 'aspirin rash | 1');
  assert.equal(
    shown({ document: 'one', minimumScore: 0.3 }),
    'aspirin ulcer | 0',
    'what a document says has its own score',
  );
});

test('a graph without relations shows its concepts at first', () => {
  const lonely = indexed({ ...graph, relations: [] });
  assert.equal(filtered(lonely, openFilter(lonely, 0)).concepts.length, 4);
});

test('a search finds names, wordings and ids, all of its words', () => {
  const ids = (search: string) =>
    found([...index.concepts.values()], search).map(({ concept }) => concept.id);
  assert.deepEqual(ids('THE ulc'), ['ulcer']);
  assert.deepEqual(ids('a'), ['aspirin', 'rash', 'text:acme']);
  assert.deepEqual(ids(' '), []);
});

test('of too many concepts those with the most relations are drawn', () => {
  const concepts = Array.from({ length: 2500 }, (_, n) => concept(`c${n}`, 'Chemical', 0));
  const relations = Array.from({ length: 100 }, (_, n) => relation('CID', 'c0', `c${2400 + n}`, [0, 1]));
  const large = indexed({ ...graph, concepts, relations });
  const part = drawn(large, filtered(large, { ...openFilter(large, 0), isolated: true }));
  assert.equal(part.concepts.length, 2000);
  assert.equal(part.concepts[0].concept.id, 'c0');
  assert.equal(part.relations.length, 100);
});

test('an arrow key walks to the neighbour in its direction, if there is one', () => {
  const around = new Map([
    ['near', { x: 30, y: 2 }],
    ['far', { x: 90, y: 0 }],
    ['below', { x: 5, y: 40 }],
  ]);
  const to = (direction: Parameters<typeof neighbourTowards>[2]) =>
    neighbourTowards({ x: 0, y: 0 }, around, direction);
  assert.equal(to('ArrowRight'), 'near');
  assert.equal(to('ArrowDown'), 'below');
  assert.equal(to('ArrowLeft'), undefined);
});

test('an image says names as text, whatever they hold', () => {
  const node = { x: 0, y: 0, label: '<b> & "c"\u0000', radius: 9, shape: 'diamond', fill: '#fff' } as const;
  const other = { ...node, x: 50, label: 'plain', shape: 'ellipse' } as const;
  const edges = [{ from: node, to: other, colour: '#000', width: 1, dashed: true }];
  const image = svg({ background: '#111', foreground: '#eee', nodes: [node, other], edges });
  assert.match(image, /&lt;b&gt; &amp; &quot;c&quot;\ufffd<\/text>/);
  assert.match(image, /stroke-dasharray/);
  assert.match(image, /<circle cx="50"/);
});

test('what a document says is found in its file, wherever that holds it', () => {
  const place = (text: string, start: number) => ({ text, start, end: start + text.length });
  const slice = (text: string, id: string, ...places: Parameters<typeof locate>[2]) => {
    const range = locate(text, id, places);
    return range && `${range.start} ${text.slice(range.start, range.end)}`;
  };
  const plain = 'Pain. Pain again. Pain.';
  assert.equal(slice(plain, 'a.txt', place('Pain', 6)), '6 Pain');
  assert.equal(slice(`\n\n${plain}`, 'a.txt', place('Pain', 6)), '8 Pain', 'the file has changed a little');
  assert.equal(
    slice(plain, 'a.txt', { start: 6, end: 10 }),
    '6 Pain',
    'an offset is believed in a plain text',
  );
  const corpus = '1|t|Pain.\n1|a|\n\n21|t|Title.\n21|a|Pain and more.\n21\t7\t11\tPain\tDisease\tD010146\n';
  assert.equal(
    slice(corpus, '21', place('Pain and more.', 7)),
    `${corpus.indexOf('Pain and')} Pain and more.`,
  );
  assert.equal(
    slice(corpus, '21', place('Title. Pain', 0), place('Title', 0)),
    `${corpus.indexOf('Title')} Title`,
  );
  assert.equal(slice(corpus, '21', place('gone', 3)), `${corpus.indexOf('21|t|')} 21`);
  assert.equal(slice(plain, 'a.txt', place('gone', 3)), undefined);
});
