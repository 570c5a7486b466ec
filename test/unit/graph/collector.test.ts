import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import { type CollectorOptions, GraphCollector } from '../../../server/src/graph/collector';
import type { KnowledgeGraph } from '../../../server/src/graph/model';
import { marked } from './marked';

function collect(
  documents: readonly AnnotatedDocument[],
  { minimumScore = 0, ...options }: Partial<CollectorOptions> & { minimumScore?: number } = {},
): KnowledgeGraph {
  const provenance = { version: '1', given: 'all', minimumScore } as const;
  const collector = new GraphCollector(provenance, { unlinked: false, mostEvidence: 10, ...options });
  for (const document of documents) collector.add(document, `${document.id}.txt`);
  return collector.finished();
}

const induces = (score?: number, negated?: boolean) => ({
  subject: 'MESH:D009288',
  object: 'MESH:D014456',
  score,
  negated,
});
const first = marked(
  '1',
  '«Naproxen»Chemical:MESH:D009288 caused «ulcers»Disease:MESH:D014456. «Naproxen»Chemical:MESH:D009288 was stopped.',
  [induces(0.9)],
);
const second = marked(
  '2',
  'An «ulcer»Disease:MESH:D014456 after «Anaprox»Chemical:D009288, and «naproxen»Chemical:D009288 again.',
  [{ ...induces(0.5), subject: 'D009288' }],
);

test('a concept gathers its wordings, mentions and documents, whatever way its id is written', () => {
  const { concepts } = collect([first, second]);
  assert.deepEqual(
    concepts.map(({ id }) => id),
    ['MESH:D009288', 'MESH:D014456'],
  );
  const [naproxen] = concepts;
  assert.deepEqual(naproxen.wordings, [
    { text: 'Naproxen', count: 2 },
    { text: 'Anaprox', count: 1 },
    { text: 'naproxen', count: 1 },
  ]);
  assert.equal(naproxen.name, 'Naproxen');
  assert.deepEqual(naproxen.types, ['Chemical']);
  assert.equal(naproxen.mentionCount, 4);
  assert.deepEqual(
    naproxen.places.map(({ document, mentionCount, first }) => [document, mentionCount, first.start]),
    [
      [0, 2, 0],
      [1, 2, 15],
    ],
  );
});

test('a relation of two documents is one, with both claims, its best and its mean score', () => {
  const { relations, documents } = collect([first, second]);
  assert.equal(relations.length, 1);
  const [relation] = relations;
  assert.deepEqual(relation.claims, [
    { document: 0, score: 0.9 },
    { document: 1, score: 0.5 },
  ]);
  assert.equal(relation.bestScore, 0.9);
  assert.equal(relation.meanScore, 0.7);
  assert.equal(relation.evidenceCount, 2);
  assert.deepEqual(
    relation.evidence.map(({ sentence, subject, object }) => [sentence.text, subject.text, object.text]),
    [
      ['Naproxen caused ulcers.', 'Naproxen', 'ulcers'],
      ['An ulcer after Anaprox, and naproxen again.', 'Anaprox', 'ulcer'],
    ],
  );
  assert.deepEqual(documents, [
    { id: '1', source: '1.txt' },
    { id: '2', source: '2.txt' },
  ]);
});

test('what is denied is a relation of its own', () => {
  const denied = { ...second, relations: [{ ...second.relations[0], negated: true }] };
  const { relations } = collect([first, denied]);
  assert.deepEqual(
    relations.map(({ negated, claims }) => [negated, claims.length]),
    [
      [false, 1],
      [true, 1],
    ],
  );
});

test('the surest evidence is kept, and all of it is counted', () => {
  const document = (id: number, score: number) => ({
    ...first,
    id: String(id),
    relations: [{ ...first.relations[0], score }],
  });
  const { relations } = collect(
    [0.2, 0.8, 0.5, 0.8].map((score, id) => document(id, score)),
    { mostEvidence: 2 },
  );
  assert.equal(relations[0].evidenceCount, 4);
  assert.deepEqual(
    relations[0].evidence.map(({ document, score }) => [document, score]),
    [
      [1, 0.8],
      [3, 0.8],
    ],
  );
});

test('what is less sure than asked for is left out; what a person says is not', () => {
  const { relations, concepts } = collect([first, second], { minimumScore: 0.6 });
  assert.deepEqual(
    relations[0].claims.map(({ document }) => document),
    [0],
  );
  assert.equal(concepts.length, 2);
});

test('names that no terminology knows are concepts only where they are asked for', () => {
  const document = marked('1', 'The «ACME-7»Chemical:text:acme-7 and «this rash»Disease.');
  assert.deepEqual(collect([document]).concepts, []);
  const { concepts } = collect([document], { unlinked: true });
  assert.deepEqual(
    concepts.map(({ id, name }) => [id, name]),
    [
      ['text:acme-7', 'ACME-7'],
      ['text:this rash', 'this rash'],
    ],
  );
});

test('of a selection only what it holds counts', () => {
  const collector = new GraphCollector(
    { version: '1', given: 'all', minimumScore: 0 },
    { unlinked: false, mostEvidence: 10 },
  );
  collector.add(first, undefined, { start: 24, end: 60 });
  const { concepts, relations } = collector.finished();
  assert.deepEqual(
    concepts.map(({ id, mentionCount }) => [id, mentionCount]),
    [['MESH:D009288', 1]],
  );
  assert.deepEqual(relations, []);
});

test('a relation whose concepts stand in different sentences quotes all from one to the other', () => {
  const document = marked('1', '«Aspirin»Chemical:A was given. Nothing else. A «rash»Disease:B followed.', [
    { subject: 'A', object: 'B' },
  ]);
  const [{ evidence }] = collect([document]).relations;
  assert.equal(evidence[0].sentence.text, document.text);
});

test('of all places that mention both concepts the shortest stretch stands for a relation', () => {
  const document = marked(
    '1',
    '«Aspirin»Chemical:A was given. A «rash»Disease:B followed. «Aspirin»Chemical:A|C gave a «rash»Disease:B. Then «Aspirin»Chemical:A.',
    [
      { subject: 'A', object: 'B' },
      { subject: 'B', object: 'C' },
    ],
  );
  const { relations } = collect([document]);
  assert.deepEqual(
    relations.map(({ evidence: [{ sentence }] }) => sentence.text),
    ['Aspirin gave a rash.', 'Aspirin gave a rash.'],
  );
});

test('a concept that only a relation names is there all the same', () => {
  const { concepts, relations } = collect([
    marked('1', 'Nothing is marked.', [{ subject: 'X:1', object: 'X:2' }]),
  ]);
  assert.deepEqual(
    concepts.map(({ id, name, mentionCount }) => [id, name, mentionCount]),
    [
      ['X:1', 'X:1', 0],
      ['X:2', 'X:2', 0],
    ],
  );
  assert.equal(relations[0].evidenceCount, 0);
});
