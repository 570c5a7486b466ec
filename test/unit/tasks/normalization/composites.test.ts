import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compositeReadings } from '../../../../server/src/tasks/normalization/composites';

const readings = (wording: string) => [...compositeReadings(wording)].map((parts) => parts.join(' + '));

test('parts stand by themselves, share the last words or the first', () =>
  assert.deepEqual(readings('acute renal and liver failure'), [
    'acute renal + liver failure',
    'acute renal failure + liver failure',
    'acute renal + acute liver failure',
  ]));

test('and, or, commas and slashes part names', () => {
  for (const wording of [
    'nausea and vomiting',
    'nausea or vomiting',
    'nausea/vomiting',
    'nausea and/or vomiting',
    'both nausea and vomiting',
  ])
    assert.equal(readings(wording)[0], 'nausea + vomiting', wording);
  assert.equal(readings('nausea, vomiting, and pain')[0], 'nausea + vomiting + pain');
});

test('commas within a chemical and words that hold a conjunction part nothing', () => {
  for (const wording of ['2,4-D', 'orphenadrine', 'nausea', '', 'and', 'pain and'])
    assert.deepEqual(readings(wording), [], wording);
});

test('a sentence is no list of names', () => assert.deepEqual(readings('a, b, c, d, e, f and g'), []));
