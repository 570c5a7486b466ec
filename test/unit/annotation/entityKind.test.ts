import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOfType } from '../../../server/src/annotation/entityKind';

test('types of known corpora get the colour of what they mean', () => {
  const kinds = [
    'Chemical',
    'ChemicalEntity',
    'Disease',
    'DiseaseOrPhenotypicFeature',
    'Symptom',
    'GeneOrGeneProduct',
    'Protein',
  ].map(kindOfType);
  assert.deepEqual(kinds, ['chemical', 'chemical', 'disease', 'disease', 'disease', 'gene', 'gene']);
});

test('a type that nobody foresaw is drawn too', () => assert.equal(kindOfType('CellLine'), 'entity'));
