import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guidelineItems } from '../../../client/src/commands/guidelineItems';

const guidelines = [
  { name: 'bc5cdr', entityTypes: ['Chemical', 'Disease'] },
  { name: 'ncbi-disease', entityTypes: ['Disease'] },
  { name: 'genes', entityTypes: ['Gene'] },
];

const listed = (...inUse: string[]) =>
  guidelineItems({ guidelines, inUse }).map(({ name, inUse }) => `${inUse ? '☑' : '☐'} ${name}`);

test('guidelines in use are ticked and come first, in the order in which they count', () => {
  assert.deepEqual(listed('genes', 'bc5cdr'), ['☑ genes', '☑ bc5cdr', '☐ ncbi-disease']);
  assert.deepEqual(listed('ncbi-disease'), ['☑ ncbi-disease', '☐ bc5cdr', '☐ genes']);
});
