import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import { dictionaryFeatures } from '../../../server/src/tasks/dictionary/dictionary';
import { WordFeatureInput } from '../../../server/src/tasks/encoder/wordFeatureInput';
import { read } from '../../../server/src/tasks/reading';
import { Vocabulary } from '../../../server/src/tasks/words/vocabulary';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { batchMasked, maskWords } from '../../../server/src/training/maskedWords';
import { learnWordPiece } from '../../../server/src/training/wordPiece';
import { tinyConfig } from '../../support/tinyTraining';
import { terms } from '../tasks/dictionary/terms';

const vocabulary = Vocabulary.of(['naproxen', 'failure', 'acute', 'rare']);
const input = new WordFeatureInput(
  tinyConfig.scratch.network.input,
  vocabulary,
  finished(learnWordPiece(new Map([['failure', 5]]), 20)),
  terms,
);
const masking = { input, vocabulary, sequenceWords: 16, share: 1, answers: 3 };

const readingOf = (text: string) => {
  const span = { start: 0, end: text.length };
  return read(text, [{ kind: 'paragraph', span, prose: [span] }]);
};
const reading = readingOf('Naproxen after acute heart failure (AHF); AHF was rare. '.repeat(4));
const hideAll = () => 0;

test('words that may be asked for are hidden in every window, the others are not', () => {
  const { sequences, hidden, answers } = maskWords(reading, masking, hideAll);
  assert.ok(sequences.windows.length > 2);
  assert.deepEqual(
    hidden.slice(0, 3).map((word) => reading.text.slice(reading.words[word].start, reading.words[word].end)),
    ['Naproxen', 'acute', 'failure'],
  );
  assert.deepEqual(answers.slice(0, 3), [0, 2, 1]);
  const shown = new Set(sequences.sequences.flatMap(({ words }) => words));
  for (const word of ['Naproxen', 'acute', 'failure']) assert.ok(!shown.has(word), word);
  for (const word of ['', 'rare', 'heart', 'AHF']) assert.ok(shown.has(word), word);
});

test('what the dictionary says of a hidden word is hidden too', () => {
  const [{ context }] = maskWords(reading, masking, hideAll).sequences.sequences;
  const rowOf = (word: number) =>
    context.dictionary.subarray(word * dictionaryFeatures, (word + 1) * dictionaryFeatures);
  assert.ok(rowOf(0).every((value) => value === 0));
  const heart = reading.words.findIndex(({ start }) => reading.text.startsWith('heart', start));
  assert.ok(rowOf(heart).some((value) => value > 0));
});

test('the share of hidden words is that of the settings, and of common words fewer are hidden', () => {
  const words = Array.from(
    { length: 200 },
    (_, i) => `word${'abcdefghij'[i % 10]}${'abcdefghijklmnopqrst'[Math.floor(i / 10)]}`,
  );
  const many = Vocabulary.of(words);
  const text = words.join(' ').repeat(1);
  const counts = { common: 0, other: 0 };
  const random = randomSequence(1, 'test');
  for (let round = 0; round < 50; round++) {
    const { answers } = maskWords(
      readingOf(text),
      { ...masking, vocabulary: many, share: 0.2, answers: 200, sequenceWords: 400 },
      random,
    );
    for (const answer of answers) counts[answer < 57 ? 'common' : 'other']++;
  }
  const share = { common: counts.common / (57 * 50), other: counts.other / (143 * 50) };
  assert.ok(Math.abs(share.common - 0.08) < 0.02, `common ${share.common}`);
  assert.ok(Math.abs(share.other - 0.2) < 0.02, `other ${share.other}`);
});

test('a batch knows where its hidden words stand, and a batch without any is none', () => {
  const masked = [reading, readingOf('acute')].map((each) => maskWords(each, masking, hideAll));
  const feeds = batchMasked(masked, input)!;
  const [sequences, words] = feeds['mask'].dims;
  const places = [...(feeds['hidden'].data as BigInt64Array)].map(Number);
  assert.equal(places.length, masked[0].hidden.length + 1);
  assert.equal(places.at(-1), (sequences - 1) * words);
  assert.deepEqual(feeds['answers'].dims, feeds['hidden'].dims);
  assert.equal(batchMasked([maskWords(readingOf('heart'), masking, hideAll)], input), undefined);
});
