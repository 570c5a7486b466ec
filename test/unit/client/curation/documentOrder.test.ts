import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextDocument } from '../../../../client/src/curation/documentOrder';

const folder = ['a', 'b', 'c', 'd'];
const visited = (...documents: string[]) => new Set(documents);

test('the document that the model is least sure of comes next, those in which nothing is undecided never', () => {
  const ranked = { read: new Set(folder), open: ['d', 'b'] };
  assert.equal(nextDocument(folder, { from: 'a', visited: visited('a'), ranked }), 'd');
  assert.equal(nextDocument(folder, { from: 'd', visited: visited('a', 'd'), ranked }), 'b');
  assert.equal(nextDocument(folder, { from: 'b', visited: visited('a', 'd', 'b'), ranked }), undefined);
});

test('before the model has read them, and for those that it does not read, names are the order', () => {
  assert.equal(nextDocument(folder, { from: 'c', visited: visited('c') }), 'd');
  assert.equal(nextDocument(folder, { from: 'd', visited: visited('c', 'd') }), 'a');
  const ranked = { read: new Set(['a', 'b']), open: ['b', 'gone'] };
  assert.equal(nextDocument(folder, { from: 'c', visited: visited('c'), ranked }), 'b');
  assert.equal(nextDocument(folder, { from: 'b', visited: visited('b', 'c'), ranked }), 'd');
  assert.equal(nextDocument(folder, { from: 'd', visited: visited('b', 'c', 'd'), ranked }), undefined);
});
