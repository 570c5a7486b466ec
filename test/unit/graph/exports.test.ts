import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parser, type Quad } from 'n3';
import { rdf } from '../../../server/src/formats/rdf';
import { GraphCollector } from '../../../server/src/graph/collector';
import { graphFormats } from '../../../server/src/graph/graphFormats';
import { conceptIri, vocabulary } from '../../../server/src/graph/rdf/iris';
import { marked } from './marked';

const hostile = '<a> "b" \\ {c}|^`\u0000\ud83d 🙂';
const document = marked(
  `${hostile} id`,
  `🙂 «Naproxen»Chemical:MESH:D009288 caused «an "ulcer" \\ <b>»Disease:MESH:D014456 and «x»Odd:${encodeURI('a')}>"`,
  [{ subject: 'MESH:D009288', object: 'MESH:D014456', score: 0.25 }],
);
const collector = new GraphCollector(
  { version: '1.2.3', model: 'default 1', given: 'none', minimumScore: 0.1 },
  { unlinked: true, mostEvidence: 5 },
);
collector.add(document, `folder/${hostile}.txt`);
collector.add({ ...document, relations: [{ ...document.relations[0], negated: true }] });
const graph = collector.finished();

const written = (id: string): string =>
  [...graphFormats.find((format) => format.id === id)!.write!(graph)].join('');
const term = (name: string) => `${vocabulary.biogloss}${name}`;
const objects = (quads: readonly Quad[], predicate: string) =>
  quads.filter((quad) => quad.predicate.value === predicate).map(({ object }) => object.value);

test('Turtle says what the graph says, whatever characters ids and texts hold', () => {
  const quads = new Parser().parse(written('turtle'));
  const of = (type: string) =>
    quads.filter(
      ({ predicate, object }) => predicate.value === `${vocabulary.rdf}type` && object.value === type,
    ).length;
  assert.equal(of(`${vocabulary.skos}Concept`), graph.concepts.length);
  assert.equal(of(term('Relation')), 2);
  assert.equal(of(term('Document')), 2, 'two documents with one id are two');
  assert.deepEqual(objects(quads, term('negated')), ['false', 'true']);
  assert.deepEqual(objects(quads, term('bestScore')), ['0.25', '0.25']);
  assert.ok(objects(quads, `${vocabulary.oa}exact`).includes('an "ulcer" \\ <b>'));
  assert.ok(
    objects(quads, `${vocabulary.dcterms}source`)[0].includes('\ufffd 🙂.txt'),
    'half a pair is no character',
  );
  const claim = quads.filter(({ predicate }) => predicate.value.startsWith(vocabulary.relationType));
  assert.deepEqual(
    claim.map(({ subject, object }) => [subject.value, object.value]),
    [['http://id.nlm.nih.gov/mesh/D009288', 'http://id.nlm.nih.gov/mesh/D014456']],
    'what is denied is not claimed',
  );
});

test('positions in RDF count code points', () => {
  const quads = new Parser().parse(written('turtle'));
  const starts = objects(quads, `${vocabulary.oa}start`).map(Number);
  assert.equal(graph.relations[0].evidence[0].subject.start, 3);
  assert.ok(starts.includes(2), `${starts}`);
});

test('JSON-LD holds the triples of Turtle', () => {
  const { '@context': context, '@graph': nodes } = JSON.parse(written('jsonld'));
  assert.equal(context.skos, vocabulary.skos);
  const values = nodes.flatMap((node: Record<string, unknown>) =>
    Object.entries(node).flatMap(([key, value]) => (key === '@id' ? [] : (value as unknown[]))),
  );
  assert.equal(values.length, new Parser().parse(written('turtle')).length);
});

test('GraphML escapes what XML cannot hold', () => {
  const xml = written('graphml');
  assert.equal(xml.match(/<node /g)?.length, graph.concepts.length);
  assert.equal(xml.match(/<edge /g)?.length, 2);
  assert.ok(xml.includes('an &quot;ulcer&quot; \\ &lt;b&gt;'));
  assert.doesNotMatch(xml, /[\u0000-\u0008]/);
});

test('the tables have a line for each node, edge and piece of evidence', () => {
  const { tables } = graphFormats.find(({ id }) => id === 'csv')!;
  const lines = (name: string) => [...tables![name](graph)].length - 1;
  assert.equal(lines('nodes.csv'), graph.concepts.length);
  assert.equal(lines('edges.csv'), 2);
  assert.equal(lines('evidence.csv'), 2);
});

test('JSON is the graph itself', () => {
  assert.deepEqual(JSON.parse(written('json')), JSON.parse(JSON.stringify(graph)));
});

test('ids of terminologies with published addresses get those, others a name of ours', () => {
  assert.equal(conceptIri('D009288'), 'http://id.nlm.nih.gov/mesh/D009288');
  assert.equal(conceptIri('OMIM:125853'), 'https://identifiers.org/mim:125853');
  assert.equal(conceptIri('CHEBI:15365'), 'http://purl.obolibrary.org/obo/CHEBI_15365');
  assert.equal(conceptIri('lab: "7"'), 'urn:biogloss:concept:lab%3A%20%227%22');
});

test('the format rdf annotates each mention and relation, and documents may follow one another', () => {
  const turtle = rdf.write!([document]) + rdf.write!([{ ...document, id: 'another' }]);
  const quads = new Parser().parse(turtle);
  const annotations = quads.filter(({ object }) => object.value === `${vocabulary.oa}Annotation`);
  assert.equal(annotations.length, 2 * (document.mentions.length + document.relations.length));
  assert.deepEqual(new Set(objects(quads, term('entityType'))), new Set(['Chemical', 'Disease', 'Odd']));
});
