import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import { describeMismatches } from '../../../server/src/evaluation/mismatches';
import { annotated } from '../../support/annotated';

const named = (id: string, text: string, ...relations: string[]): AnnotatedDocument => ({
  ...annotated(text, ...relations),
  id,
});
const zinc = '«Zinc»:Chemical=C1 caused «itch»:Disease=D1.';

test('what fits needs no word', () => {
  const gold = [named('1', zinc, 'C1 CID D1'), named('2', 'Nothing here.')];
  assert.deepEqual(describeMismatches(gold, gold), []);
});

test('documents of one side alone are named, the first five of them', () => {
  const gold = ['1', '2', '3'].map((id) => named(id, zinc));
  const predicted = ['3', ...'abcdefg'].map((id) => named(id, zinc));
  assert.deepEqual(describeMismatches(gold, predicted), [
    '2 of 3 gold documents have no prediction and count as empty: 1, 2.',
    'What is predicted of documents that gold does not have does not count: a, b, c, d, e and 2 more.',
  ]);
});

test('predictions of another corpus are told as such', () => {
  const [first] = describeMismatches([named('1', zinc)], [named('9', zinc)]);
  assert.match(first, /^None of the 1 gold documents has a prediction of its id.*another corpus/);
});

test('an id that several documents have, and a text that is another, are told', () => {
  assert.deepEqual(
    describeMismatches([named('1', zinc), named('1', `${zinc} Later.`)], [named('1', `${zinc} More.`)]),
    [
      'Gold has several documents of one id, whose annotations count together: 1.',
      'Other texts are in the predictions than in gold, where offsets are compared all the same: 1.',
    ],
  );
});

test('types of one side alone are told with how many there are', () => {
  const gold = named('1', zinc, 'C1 CID D1');
  const predicted = named('1', '«Zinc»:Metal=C1 caused itch.');
  assert.deepEqual(describeMismatches([gold], [predicted]), [
    'Gold has no mention of these types, and predicted ones do not count: Metal (1).',
    'No mention of these types is predicted, and gold has them: Chemical (1), Disease (1).',
    'No relation of these types is predicted, and gold has them: CID (1).',
  ]);
});
