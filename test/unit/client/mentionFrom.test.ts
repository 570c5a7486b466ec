import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionFrom } from '../../../client/src/commands/mentionFrom';

const starts = [4, 10, 30];

test('the next mention starts after the cursor, then at the top again', () => {
  assert.deepEqual(
    [0, 4, 9, 10, 30, 99].map((cursor) => mentionFrom(starts, cursor, 'next')),
    [0, 1, 1, 2, 0, 0],
  );
});

test('the previous mention starts before the cursor, then at the bottom again', () => {
  assert.deepEqual(
    [99, 30, 12, 10, 4, 0].map((cursor) => mentionFrom(starts, cursor, 'previous')),
    [2, 1, 1, 0, 2, 2],
  );
});

test('without mentions there is nowhere to go', () => assert.equal(mentionFrom([], 3, 'next'), undefined));
