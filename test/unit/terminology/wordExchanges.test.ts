import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CandidateFinder } from '../../../server/src/terminology/candidates/candidates';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { WordExchanges } from '../../../server/src/terminology/candidates/wordExchanges';
import type { Concept } from '../../../server/src/terminology/concept';
import { indexOf } from './imported';

const disease = (id: string, preferredName: string, ...synonyms: string[]): Concept => ({
  id,
  preferredName,
  synonyms,
  types: ['Disease'],
});

const index = indexOf(
  disease('D1', 'Lung Neoplasms', 'Lung Tumors'),
  disease('D2', 'Breast Neoplasms', 'Breast Tumor'),
  disease('D3', 'Kidney Neoplasms'),
  disease('D4', 'Gaucher Disease', 'Gaucher'),
  disease('D5', 'Wilson Disease', 'Wilson'),
  disease('D6', 'Fabry Disease'),
  disease('D7', 'Fever', 'Pyrexia'),
  disease('D9', 'Kidney Pain', 'Renal Pain'),
  disease('D8', 'Acute Chest Pain', 'Chronic Back Ache'),
);
const finder = new CandidateFinder(index);
const exchanged = (name: string) =>
  finder.exchanged(name, 'Disease').map(({ concept, concepts }) => `${index.id(concept)} ${concepts}`);

test('a word that gives way to another in two concepts does so in a third', () => {
  assert.deepEqual(exchanged('kidney tumors'), ['D3 2']);
  assert.deepEqual(exchanged('tumour of the kidney'), ['D3 2']);
});

test('a word that may be missing in two concepts may be left out or put in in a third', () => {
  assert.deepEqual(exchanged('Fabry'), ['D6 2']);
  assert.deepEqual(exchanged('Gaucher disease'), ['D4 2']);
});

test('what one concept alone shows, or names that share no word, is no exchange', () => {
  // Kidney and renal are told of one concept; fever and pyrexia share nothing; two words differ in the last.
  assert.deepEqual(exchanged('renal neoplasm'), []);
  assert.deepEqual(exchanged('pyrexia of Wilson'), []);
  assert.deepEqual(exchanged('acute back pain'), []);
});

test('only concepts of the type are meant', () => {
  assert.deepEqual(finder.exchanged('kidney tumors', 'Chemical'), []);
});

test('an index without names, and a name without words, have no exchanges', () => {
  const none = finished(WordExchanges.building(indexOf()));
  assert.deepEqual([...none.of('kidney tumors')], []);
  assert.deepEqual(exchanged('…'), []);
});
