import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Parser, type Quad } from 'n3';
import { GraphCollector } from '../../server/src/graph/collector';
import type { KnowledgeGraph } from '../../server/src/graph/model';
import { graphTriples } from '../../server/src/graph/rdf/graphTriples';
import { vocabulary } from '../../server/src/graph/rdf/iris';
import { turtle } from '../../server/src/graph/rdf/turtle';

/** Ids and words as files may hold them, valid or not. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    'MESH:D000001',
    'D000001',
    'OMIM:100000',
    '🙂',
    '\ud83d',
    '<x y>',
    '"',
    '\\',
    '\n',
    'a%20b',
  ),
);

const anyDocument = fc
  .record({
    id: anyText,
    words: fc.array(anyText, { minLength: 1, maxLength: 6 }),
    ids: fc.array(anyText, { minLength: 1, maxLength: 4 }),
    claims: fc.array(
      fc.tuple(fc.nat(3), fc.nat(3), anyText, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        maxLength: 4,
      },
    ),
  })
  .map(({ id, words, ids, claims }) => {
    const text = words.join(' ');
    const place = { start: 0, end: words[0].length };
    return {
      id,
      text,
      passages: [
        {
          kind: 'paragraph' as const,
          span: { start: 0, end: text.length },
          prose: [{ start: 0, end: text.length }],
        },
      ],
      mentions: ids.map((id) => ({
        spans: [place] as const,
        type: 'T',
        concepts: [{ id }],
        origin: 'gold' as const,
      })),
      relations: claims.map(([subject, object, type, negated, score]) => ({
        type,
        subject: ids[subject % ids.length],
        object: ids[object % ids.length],
        negated,
        score,
        evidence: [],
        origin: 'predicted' as const,
      })),
    };
  });

const anyGraph = fc.array(anyDocument, { maxLength: 4 }).map((documents): KnowledgeGraph => {
  const collector = new GraphCollector(
    { version: '1', given: 'all', minimumScore: 0 },
    { unlinked: true, mostEvidence: 3 },
  );
  for (const document of documents) collector.add(document, document.id);
  return collector.finished();
});

/** How many things of a kind a reader of the Turtle finds, and what it says of their sum. */
function countsIn(quads: readonly Quad[]) {
  const sum = (name: string) =>
    quads
      .filter(({ predicate }) => predicate.value === vocabulary.biogloss + name)
      .reduce((total, { object }) => total + Number(object.value), 0);
  const ofType = (type: string) =>
    new Set(
      quads
        .filter(
          ({ predicate, object }) => predicate.value === `${vocabulary.rdf}type` && object.value === type,
        )
        .map(({ subject }) => subject.value),
    ).size;
  return {
    documents: ofType(`${vocabulary.biogloss}Document`),
    concepts: ofType(`${vocabulary.skos}Concept`),
    relations: ofType(`${vocabulary.biogloss}Relation`),
    kept: ofType(`${vocabulary.oa}Annotation`),
    mentions: sum('mentionCount'),
    evidence: sum('evidenceCount'),
  };
}

/** What is the same once halves of surrogate pairs are U+FFFD is the same in RDF. */
const distinct = (texts: readonly string[]): number =>
  new Set(texts.map((text) => text.replace(/\p{Surrogate}/gu, '\ufffd'))).size;

test('any graph, written as Turtle and parsed again, has the same counts', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const { documents, concepts, relations } = graph;
      fc.pre(distinct(concepts.map(({ id }) => id)) === concepts.length);
      fc.pre(distinct(documents.map(({ id }) => id)) === new Set(documents.map(({ id }) => id)).size);
      const claims = relations.map(({ type, subject, object, negated }) =>
        JSON.stringify([type, subject, object, negated]),
      );
      fc.pre(distinct(relations.map(({ type }, at) => `${type} ${claims[at]}`)) === relations.length);
      const quads = new Parser().parse([...turtle(graphTriples(graph))].join(''));
      const total = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
      assert.deepEqual(countsIn(quads), {
        documents: documents.length,
        concepts: concepts.length,
        relations: relations.length,
        kept: total(relations.map(({ evidence }) => evidence.length)),
        mentions: total(concepts.map(({ mentionCount }) => mentionCount)),
        evidence: total(relations.map(({ evidenceCount }) => evidenceCount)),
      });
    }),
    { numRuns: 500 },
  );
});
