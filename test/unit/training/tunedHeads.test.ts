import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tunedHeads } from '../../../server/src/training/tunedHeads';

const cdr = { name: 'bc5cdr', entityTypes: ['Chemical', 'Disease'] };
const genes = { name: 'genes', entityTypes: ['Gene'] };
const base = { guidelines: [cdr, genes] };

test('documents that annotate all that is shown go on teaching its head, and add their types to it', () => {
  assert.deepEqual(tunedHeads(base, ['Disease', 'Anatomy', 'Chemical'], 'own'), {
    guidelines: [{ name: 'bc5cdr', entityTypes: ['Chemical', 'Disease', 'Anatomy'] }, genes],
    own: 0,
    marks: undefined,
  });
});

test('documents that leave a type out get a head of their own, which counts from then on', () => {
  assert.deepEqual(tunedHeads(base, ['Anatomy'], 'own'), {
    guidelines: [cdr, genes, { name: 'own', entityTypes: ['Anatomy'] }],
    own: 2,
    marks: ['own', 'bc5cdr'],
  });
});

test('a head of its own begins as the one that knew its types', () => {
  const { guidelines, beginsAs } = tunedHeads(base, ['Disease'], 'genes');
  assert.equal(beginsAs, 0);
  assert.equal(guidelines[2].name, 'genes-2');
});

test('a model that was fine-tuned before is fine-tuned again', () => {
  const anatomy = { name: 'own', entityTypes: ['Anatomy'] };
  const tuned = { guidelines: [cdr, genes, anatomy], marks: ['own', 'bc5cdr'] };
  assert.deepEqual(tunedHeads(tuned, ['Anatomy'], 'own').own, 2);
  assert.deepEqual(tunedHeads(tuned, ['Chemical', 'Disease'], 'own').marks, ['bc5cdr', 'own']);
  assert.deepEqual(tunedHeads(tuned, ['Cell'], 'own').marks, ['own-2', 'own', 'bc5cdr']);
});
