import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qualifiedConceptId } from '../../../server/src/annotation/conceptId';
import { type EntityMention, extent, wording } from '../../../server/src/annotation/model';
import { describeProblem } from '../../../server/src/annotation/problem';

test('MeSH ids are one id with and without their prefix', () => {
  assert.deepEqual(
    ['D009288', 'C0123456', 'mesh:D009288', 'MESH:D009288', 'omim:125853', '3630', 'text:D1'].map(
      qualifiedConceptId,
    ),
    ['MESH:D009288', 'MESH:C0123456', 'MESH:D009288', 'MESH:D009288', 'OMIM:125853', '3630', 'text:D1'],
  );
});

test('an interrupted mention reaches from its first unit to its last; its wording leaves the gap out', () => {
  const mention: EntityMention = {
    spans: [
      { start: 0, end: 7 },
      { start: 19, end: 25 },
    ],
    type: 'Disease',
    concepts: [],
    origin: 'gold',
  };
  assert.deepEqual(extent(mention), { start: 0, end: 25 });
  assert.equal(wording('ovarian and breast cancer', mention), 'ovarian cancer');
});

test('a problem is told with as much of its place as is known', () => {
  const message = 'something is wrong';
  assert.equal(describeProblem('a.txt', { severity: 'error', message }), 'a.txt: something is wrong');
  assert.equal(
    describeProblem('a.txt', { severity: 'error', line: 3, column: 9, message }),
    'a.txt:3:9: something is wrong',
  );
});
