import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Exported, exportKey, exportName } from '../../../client/src/export/exportName';

const whole: Exported = { uris: ['file:///papers/paper.v2.txt'], format: 'pubtator' };
const part: Exported = {
  ...whole,
  selection: { start: { line: 2, character: 4 }, end: { line: 9, character: 0 } },
};
const curated: Exported = { ...whole, annotations: 'curated' };

test('a part, or a choice of the annotations, has another name than the whole, and is remembered for itself', () => {
  const name = (of: Exported, source = 'paper.v2.txt') => exportName(source, of, 'pubtator');
  assert.equal(name(whole), 'paper.v2.pubtator');
  assert.equal(name({ ...whole, annotations: 'both' }), 'paper.v2.pubtator');
  assert.equal(name(part), 'paper.v2.3-9.pubtator');
  assert.equal(name({ ...part, annotations: 'predicted' }), 'paper.v2.3-9.predicted.pubtator');
  assert.equal(name(curated), 'paper.v2.curated.pubtator');
  assert.equal(name(whole, ''), 'annotations.pubtator');
  const keys = [whole, part, curated, { ...whole, format: 'brat' }].map(exportKey);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(exportKey({ ...whole, annotations: 'both' }), exportKey(whole));
});
