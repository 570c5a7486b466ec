import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { searchConcepts } from '../../../server/src/terminology/conceptSearch';
import { embeddedIndexPath, openEmbeddedIndex } from '../../../server/src/terminology/embeddedIndex';
import { Terminologies } from '../../../server/src/terminology/terminologies';
import { indexOf } from './imported';

const concept = (id: string, preferredName: string, ...synonyms: string[]) => ({
  id,
  preferredName,
  synonyms,
  types: ['Disease'],
});
const terminologies = new Terminologies([
  indexOf(
    concept('MESH:D003920', 'Diabetes Mellitus', 'sugar disease'),
    concept('MESH:D003924', 'Diabetes Mellitus, Type 2', 'T2DM', 'Type 2 Diabetes'),
    concept('MESH:D003929', 'Diabetic Neuropathies'),
    concept('MESH:D005779', 'Ménière Disease'),
    concept('MESH:D019583', 'Beta-Carotene'),
  ),
  indexOf(concept('lab:1', 'Diabetes of the lab'), concept('MESH:D003920', 'Diabetes Mellitus')),
]);
const search = (query: string, most = 50) =>
  searchConcepts(terminologies, query, most).map(
    ({ index, concept, name }) => `${index.id(concept)} ${index.name(name)}`,
  );

test('names that are the query come first, then those that begin with it, short ones before long ones', () => {
  assert.deepEqual(search('diabetes mellitus'), [
    'MESH:D003920 Diabetes Mellitus',
    'MESH:D003924 Diabetes Mellitus, Type 2',
  ]);
  assert.deepEqual(search('diab'), [
    'MESH:D003920 Diabetes Mellitus',
    'lab:1 Diabetes of the lab',
    'MESH:D003929 Diabetic Neuropathies',
    'MESH:D003924 Diabetes Mellitus, Type 2',
  ]);
});

test('words are found in any order by their beginnings, and nowhere within a word', () => {
  assert.deepEqual(search('2 dia type'), ['MESH:D003924 Diabetes Mellitus, Type 2']);
  assert.deepEqual(search('abetes'), []);
  assert.deepEqual(search('ease'), []);
});

test('a name is also found as texts write it', () => {
  assert.deepEqual(search('β-carotene'), ['MESH:D019583 Beta-Carotene']);
  assert.deepEqual(search('Ménière'), ['MESH:D005779 Ménière Disease']);
});

test('an id is found by its beginning, with or without the prefix of MeSH', () => {
  assert.deepEqual(search('D00392', 2), [
    'MESH:D003920 Diabetes Mellitus',
    'MESH:D003924 Diabetes Mellitus, Type 2',
  ]);
  assert.deepEqual(search('mesh:d005779'), ['MESH:D005779 Ménière Disease']);
  assert.deepEqual(search('lab:1'), ['lab:1 Diabetes of the lab']);
});

test('nothing is found for nothing, and no more than is wanted', () => {
  assert.deepEqual(search(' '), []);
  assert.equal(search('d', 2).length, 2);
});

test('the embedded index is searched while a person types', (t) => {
  if (!existsSync(embeddedIndexPath())) return t.skip('the embedded index is missing');
  const embedded = new Terminologies([openEmbeddedIndex()]);
  searchConcepts(embedded, 'warm up', 50);
  const began = performance.now();
  const queries = ['d', 'di', 'dia', 'diabet', 'diabetes mel', 'D0039', 'lung neo', 'acid'];
  for (const query of queries) assert.ok(searchConcepts(embedded, query, 50).length > 0, query);
  const each = (performance.now() - began) / queries.length;
  t.diagnostic(`${each.toFixed(1)} ms a query`);
  assert.ok(each < 250);
});
