import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { train } from '../../../server/src/training/train';
import type { TrainingEvent } from '../../../server/src/training/trainingEvent';
import { fingerprint, silent, tinyConfig, tinyTrainingFolder } from '../../support/tinyTraining';

const pretraining = { words: 900, batchWords: 100, rate: 0.01, share: 0.3, answers: 50 };
const { path, order, remove } = tinyTrainingFolder({
  epochs: 2,
  scratch: { ...tinyConfig.scratch, pretraining },
});
after(remove);

test('a network that first guesses hidden words goes on after a stop, and ends where it would have without', async () => {
  const guesses: number[] = [];
  await train(order('guessing'), {
    ...silent,
    report: (event) => {
      if (event.type === 'pretraining') guesses.push(event.loss);
    },
  });
  assert.ok(guesses.length > 5 && guesses[guesses.length - 1] < guesses[0], guesses.join(' '));

  const cancellation = new AbortController();
  const stopped = train(order('guessingStopped'), {
    ...silent,
    signal: cancellation.signal,
    report: (event) => {
      if (event.type === 'pretraining' && event.step === 4)
        cancellation.abort(new Error('stopped by the person'));
    },
  });
  await assert.rejects(stopped, /stopped by the person/);
  const again: Extract<TrainingEvent, { type: 'pretraining' }>[] = [];
  await train(order('guessingStopped', { resume: true }), {
    ...silent,
    report: (event) => {
      if (event.type === 'pretraining') again.push(event);
    },
  });
  assert.equal(again[0].step, 5);
  assert.equal(
    fingerprint(join(path('guessingStopped'), 'model-last')),
    fingerprint(join(path('guessing'), 'model-last')),
  );
  await train(order('guessingStopped', { resume: true }), {
    ...silent,
    report: ({ type }) => assert.notEqual(type, 'pretraining'),
  });
});
