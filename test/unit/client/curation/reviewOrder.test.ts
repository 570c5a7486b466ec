import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reviewOrder, reviewProgress, reviewStep } from '../../../../client/src/curation/reviewOrder';
import { itemsIn, mark } from './items';

const items = itemsIn(
  [
    mark('sure', [0, 0], { score: 0.99 }),
    mark('doubtful', [1, 0], { score: 0.4 }),
    mark('decided', [2, 0], { score: 0.1, verdict: 'accepted' }),
    mark('between', [3, 0], { score: 0.7 }),
    mark('later', [4, 0], { score: 0.7 }),
    mark('own', [5, 0], { verdict: 'added' }),
  ],
  [mark('no', [6, 0], { verdict: 'rejected' })],
);
const labelled = (label: string) => items.find((item) => item.label === label);

test('the most uncertain comes first, alike ones in order of reading, and what is decided not at all', () =>
  assert.deepEqual(
    reviewOrder(items).map(({ label }) => label),
    ['doubtful', 'between', 'later', 'sure'],
  ));

test('a step goes on from where the review was, decided meanwhile or not, and around the ends', () => {
  const step = (from: string | undefined, direction: 'next' | 'previous') =>
    reviewStep(reviewOrder(items), from === undefined ? undefined : labelled(from), direction)?.label;
  assert.deepEqual(
    [step(undefined, 'next'), step('doubtful', 'next'), step('later', 'next'), step('sure', 'next')],
    ['doubtful', 'between', 'sure', 'doubtful'],
  );
  assert.deepEqual(
    [step(undefined, 'previous'), step('sure', 'previous'), step('doubtful', 'previous')],
    ['sure', 'later', 'sure'],
  );
  assert.equal(step('decided', 'next'), 'doubtful');
});

test('where nothing is undecided there is no step', () =>
  assert.equal(reviewStep([], items[0], 'next'), undefined));

test('progress counts what the model found, decided or not', () =>
  assert.deepEqual(reviewProgress(items), { decided: 2, all: 6 }));
