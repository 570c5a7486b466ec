import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { KnowledgeGraph } from '../../../server/src/graph/model';
import { mention, sidecarOf } from '../curation/decided';
import { biogloss, files } from './shell';

const embedded = join('models', 'default', 'config.json');
const noModel = existsSync(embedded)
  ? false
  : `${embedded} is missing: the embedded model is not there to run`;

/** A Python that has rdflib, to read our RDF as somebody else does. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import rdflib']).status === 0,
);
const noRdflib = python
  ? false
  : 'no python3 with rdflib; on Debian "apt-get install python3-rdflib" brings it';

const gold = (id: string, object = 'D014456') => `${id}|t|Naproxen caused "gastric" ulcers 🙂
${id}|a|Ulcers healed.
${id}\t0\t8\tNaproxen\tChemical\tD009288
${id}\t16\t32\t"gastric" ulcers\tDisease\t${object}
${id}\tCID\tD009288\t${object}
`;

test('--given all merges what a folder of corpora says, and asks no model', async (t) => {
  const path = files(t, {
    'in/a.pubtator': `${gold('1')}\n${gold('2')}`,
    'in/b.pubtator': gold('1', 'D013276'),
  });
  const { exitCode, stdout, stderr } = await biogloss([
    'graph',
    path('in'),
    '--given',
    'all',
    '--to',
    'json',
  ]);
  assert.equal(exitCode, 0, stderr);
  const graph: KnowledgeGraph = JSON.parse(stdout);
  assert.equal(graph.documents.length, 3);
  assert.deepEqual(
    graph.relations.map(({ object, claims, evidenceCount }) => [object, claims.length, evidenceCount]),
    [
      ['MESH:D014456', 2, 2],
      ['MESH:D013276', 1, 1],
    ],
  );
  assert.deepEqual(graph.provenance, { version: graph.provenance.version, given: 'all', minimumScore: 0 });
});

test('what persons decided beside a text counts where it is asked for', { skip: noModel }, async (t) => {
  const text = 'Naproxen caused gastric ulcers.';
  const path = files(t, {
    'a.txt': text,
    'a.txt.curation': sidecarOf(
      mention(text, {
        was: { words: 'gastric ulcers', type: 'Disease' },
        is: { words: 'ulcers', type: 'Disease', concepts: ['MESH:D014456'] },
      }),
    ),
    'b.txt': 'Aspirin did not.',
  });
  const concepts = async (...options: string[]) => {
    const { exitCode, stdout, stderr } = await biogloss([
      ...['graph', path('a.txt'), path('b.txt'), '--to', 'json', '--device', 'cpu'],
      ...options,
    ]);
    assert.equal(exitCode, 0, stderr);
    return (JSON.parse(stdout) as KnowledgeGraph).concepts.map(({ id }) => id).sort();
  };
  const ulcers = 'MESH:D014456';
  assert.ok(!(await concepts()).includes(ulcers));
  assert.deepEqual(await concepts('--annotations', 'both'), ['MESH:D001241', 'MESH:D009288', ulcers]);
  assert.deepEqual(await concepts('--annotations', 'curated'), [ulcers]);
  const given = await biogloss([
    'graph',
    path('a.txt'),
    '--to',
    'json',
    '--annotations',
    'both',
    '--given',
    'all',
  ]);
  assert.equal(given.exitCode, 2);
});

test('the model reads plain texts', { skip: noModel }, async (t) => {
  const path = files(t, {
    'a.txt': 'Naproxen caused gastric ulcers.',
    'b.txt': 'Naproxen caused gastric ulcers.',
  });
  const { exitCode, stdout, stderr } = await biogloss([
    'graph',
    path('.'),
    '--to',
    'json',
    '--device',
    'cpu',
  ]);
  assert.equal(exitCode, 0, stderr);
  const { concepts, relations, provenance }: KnowledgeGraph = JSON.parse(stdout);
  assert.equal(concepts.find(({ id }) => id === 'MESH:D009288')?.places.length, 2);
  assert.equal(relations[0].claims.length, 2);
  assert.match(provenance.model!, /^default /);
});

test('imported terminologies add what the model does not know, and name what a corpus brings as an id', async (t) => {
  const path = files(t, {
    'genes.tsv': 'id\tname\tsynonyms\ttypes\nHGNC:11998\tTP53\tp53\tGene\n',
    'a.txt': 'Naproxen did not change p53.',
    'a.pubtator': '1|t|Naproxen and p53\n1|a|\n1\t13\t16\tp53\tGene\tHGNC:11998\n',
  });
  await biogloss(['terminology', 'import', path('genes.tsv'), '--out', path('g.terms')]);
  const names = async (...args: string[]) => {
    const { stdout, stderr } = await biogloss([
      ...['graph', ...args, '--to', 'json', '--device', 'cpu', '--terminology', path('g.terms')],
    ]);
    assert.notEqual(stdout, '', stderr);
    return (JSON.parse(stdout) as KnowledgeGraph).concepts.map(({ id, name }) => `${id} ${name}`);
  };
  assert.deepEqual(await names(path('a.pubtator'), '--given', 'all'), ['HGNC:11998 TP53']);
  if (!noModel) assert.deepEqual(await names(path('a.txt')), ['MESH:D009288 Naproxen', 'HGNC:11998 TP53']);
});

test('tables are written to a folder', async (t) => {
  const path = files(t, { 'a.pubtator': gold('1') });
  const args = ['graph', path('a.pubtator'), '--given', 'all', '--to', 'csv'];
  const { exitCode } = await biogloss([...args, '--out', path('tables')]);
  assert.equal(exitCode, 0);
  assert.match(
    readFileSync(path('tables/edges.csv'), 'utf8'),
    /^MESH:D009288,CID,MESH:D014456,false,Naproxen,/m,
  );
  const refused = await biogloss(args);
  assert.equal(refused.exitCode, 2);
  assert.match(refused.stderr, /--out names the folder/);
  for (const [format, out, expected] of [
    ['csv', 'a.pubtator', /a\.pubtator, and csv is a folder of files/],
    ['turtle', 'tables', /tables, and turtle is written to one file/],
  ] as const) {
    // Before anything is read: what is not there is not missed.
    const { exitCode, stderr } = await biogloss(['graph', path('none'), '--to', format, '--out', path(out)]);
    assert.equal(exitCode, 2);
    assert.match(stderr, expected);
  }
});

test('another RDF library reads Turtle, JSON-LD and the format rdf, and counts the same', {
  skip: noRdflib,
}, async (t) => {
  const path = files(t, { 'a.pubtator': `${gold('1')}\n${gold('2 <x> "y"')}\n${gold('3', 'lab: {7}')}` });
  const count = `
import sys, rdflib
from rdflib.namespace import RDF, SKOS
graph = rdflib.Graph()
graph.parse(data=sys.stdin.buffer.read().decode('utf8'), format=sys.argv[1])
own = rdflib.Namespace('urn:biogloss:term:')
print(len(set(graph.subjects(RDF.type, SKOS.Concept))), len(set(graph.subjects(RDF.type, own.Relation))),
      len(set(graph.subjects(RDF.type, own.Document))), sum(int(n) for n in graph.objects(None, own.evidenceCount)), len(graph))
`;
  const read = async (args: readonly string[], format: string) => {
    const { stdout, stderr } = await biogloss([...args, path('a.pubtator')]);
    const python3 = spawnSync(python!, ['-c', count, format], { input: stdout, encoding: 'utf8' });
    assert.equal(python3.status, 0, stderr + python3.stderr);
    return python3.stdout.trim().split(' ').map(Number);
  };
  const turtle = await read(['graph', '--given', 'all', '--to', 'turtle'], 'turtle');
  assert.deepEqual(turtle.slice(0, 4), [3, 2, 3, 3]);
  assert.deepEqual(await read(['graph', '--given', 'all', '--to', 'jsonld'], 'json-ld'), turtle);
  assert.deepEqual((await read(['convert', '--to', 'rdf'], 'turtle')).slice(0, 3), [3, 2, 3]);
});

test('wrong options are told', async () => {
  for (const [args, expected] of [
    [[], /INPUT is missing/],
    [['a'], /--to is missing; it is one of turtle, jsonld, graphml, csv, json/],
    [['a', '--to', 'word'], /--to is "word"/],
    [['a', '--to', 'json', '--min-score', '2'], /--min-score is "2", and must be a number from 0 to 1/],
    [['a', '--to', 'json', '--evidence', '-1'], /evidence/],
    [['a', '--to', 'json', '--given', 'all', '--model', 'm'], /leave one of them out/],
  ] as const) {
    const { exitCode, stderr } = await biogloss(['graph', ...args]);
    assert.equal(exitCode, 2);
    assert.match(stderr, expected);
  }
});
