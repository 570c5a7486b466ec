import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphCollector } from '../../../server/src/graph/collector';
import { readGraph } from '../../../server/src/graph/readGraph';
import { subgraph } from '../../../server/src/graph/subgraph';
import { marked } from './marked';

const collector = new GraphCollector(
  { version: '1', given: 'all', minimumScore: 0 },
  { unlinked: false, mostEvidence: 10 },
);
for (const [id, text, subject, object] of [
  ['a', '«Naproxen»Chemical:C1 caused «ulcers»Disease:D1.', 'C1', 'D1'],
  ['b', 'Nothing here.', '', ''],
  ['c', '«Aspirin»Chemical:C2 caused «bleeding»Disease:D2.', 'C2', 'D2'],
])
  collector.add(marked(id, text, subject === '' ? [] : [{ subject, object }]));
const graph = collector.finished();

test('a saved graph is read as it was', () => {
  assert.deepEqual(readGraph(JSON.stringify(graph)), graph);
});

test('what is no graph is told in a clause', () => {
  const attempt = (value: unknown) => () => readGraph(JSON.stringify(value));
  assert.throws(() => readGraph('{'), /^Error: it is not valid JSON$/);
  assert.throws(attempt([]), /"" is wrong/);
  assert.throws(
    attempt({ ...graph, concepts: [{ ...graph.concepts[0], mentionCount: -1 }] }),
    /"concepts.0.mentionCount" is wrong/,
  );
  assert.throws(attempt({ ...graph, documents: [] }), /it speaks of document 0, and has 0/);
});

test('a part of a graph has the documents that it speaks of, counted anew', () => {
  const part = subgraph(graph, { concepts: ['C2', 'D2'], relations: [1] });
  assert.deepEqual(
    part.documents.map(({ id }) => id),
    ['c'],
  );
  assert.deepEqual(
    part.concepts.map(({ id, places }) => [id, places[0].document]),
    [
      ['C2', 0],
      ['D2', 0],
    ],
  );
  assert.deepEqual([part.relations[0].claims[0].document, part.relations[0].evidence[0].document], [0, 0]);
});
