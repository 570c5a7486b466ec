import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reviewProgress, reviewStep } from '../../../../client/src/curation/reviewOrder';
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

/** The labels that a review comes to from one item, step by step. */
function walk(
  from: string | undefined,
  direction: 'next' | 'previous',
  steps: number,
): (string | undefined)[] {
  const walked = [];
  let at = labelled(from ?? '');
  for (let step = 0; step < steps; step++) {
    at = reviewStep(items, at, direction);
    walked.push(at?.label);
  }
  return walked;
}

test('the most uncertain comes first, alike ones in order of reading, what is decided not at all, and then all again', () => {
  assert.deepEqual(walk(undefined, 'next', 5), ['doubtful', 'between', 'later', 'sure', 'doubtful']);
  assert.deepEqual(walk(undefined, 'previous', 5), ['sure', 'later', 'between', 'doubtful', 'sure']);
});

test('a step goes on from where the review was, though that is decided meanwhile', () => {
  assert.deepEqual(walk('decided', 'next', 1), ['doubtful']);
  assert.deepEqual(walk('no', 'next', 1), ['sure']);
});

test('relations come after mentions, however uncertain they are', () => {
  const [mention] = itemsIn([mark('sure', [0, 0], { score: 0.99 })]);
  const relation = {
    ...mention!,
    key: 'relation',
    kind: 'relation',
    label: 'induces',
    uncertainty: 1,
  } as const;
  assert.equal(reviewStep([relation, mention!], undefined, 'next')?.label, 'sure');
  assert.equal(reviewStep([relation, mention!], mention, 'next')?.label, 'induces');
});

test('where nothing is undecided there is no step', () =>
  assert.equal(reviewStep([], items[0], 'next'), undefined));

test('progress counts what the model found, decided or not', () =>
  assert.deepEqual(reviewProgress(items), { decided: 2, all: 6 }));
