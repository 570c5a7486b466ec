import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dictionaryFeatures } from '../../../../server/src/tasks/dictionary/dictionary';
import { batchSequences } from '../../../../server/src/tasks/encoder/batch';
import { sequencesOf, tokensOfWords } from '../../../../server/src/tasks/encoder/sequences';
import { WordFeatureInput } from '../../../../server/src/tasks/encoder/wordFeatureInput';
import type { WordInputConfig } from '../../../../server/src/tasks/modelConfig';
import { guidelineOf } from '../../../../server/src/tasks/ner/guideline';
import { type Reading, read } from '../../../../server/src/tasks/reading';
import { Vocabulary } from '../../../../server/src/tasks/words/vocabulary';
import { finished } from '../../../../server/src/terminology/candidates/slices';
import { batchExamples, examplesOf } from '../../../../server/src/training/examples';
import { learnWordPiece } from '../../../../server/src/training/wordPiece';
import { tinyConfig } from '../../../support/tinyTraining';
import { terms } from '../dictionary/terms';

const vocabulary = Vocabulary.of(['patients', 'failure', 'had']);

const inputOf = (changes: Partial<WordInputConfig> = {}): WordFeatureInput =>
  new WordFeatureInput(
    { ...tinyConfig.scratch.network.input, ...changes },
    vocabulary,
    finished(learnWordPiece(new Map([['failure', 5]]), 20)),
    terms,
  );

const passagesOf = (text: string) => {
  const span = { start: 0, end: text.length };
  return [{ kind: 'paragraph', span, prose: [span] }] as const;
};

/** The feeds of one reading, and each word's row of one of them. */
function feedsOf(input: WordFeatureInput, reading: Reading, limit = 450) {
  const sequences = sequencesOf(reading, limit, input.look(reading));
  const { feeds, words } = batchSequences(sequences.sequences, input);
  const tokens = tokensOfWords(sequences, 0, words);
  const row = (name: string, word: string): number[] => {
    const at = reading.words.findIndex(({ start, end }) => reading.text.slice(start, end) === word);
    const { data, dims } = feeds[name];
    const width = dims.length > 2 ? dims[2] : 1;
    return Array.from(data.slice(tokens[at] * width, (tokens[at] + 1) * width) as ArrayLike<number>);
  };
  return { feeds, row, windows: sequences.windows.length };
}

const text = 'Patients with acute renal failure (ARF) got naproxen. ARFs were rare, and ARF worsened.';

test('each occurrence of a defined short form is told what its long form ends with', () => {
  const { row } = feedsOf(inputOf(), read(text, passagesOf(text)));
  const meant = [1, ...row('dictionary', 'failure')];
  assert.ok(meant.length === 1 + dictionaryFeatures && meant.some((value, i) => i > 0 && value > 0));
  for (const word of ['ARF', 'ARFs']) {
    assert.deepEqual(row('longForm', word), meant);
    assert.deepEqual(row('longFormVector', word), [BigInt(vocabulary.row('failure'))]);
  }
  for (const word of ['Patients', 'failure', 'naproxen']) {
    assert.deepEqual(row('longForm', word), new Array(1 + dictionaryFeatures).fill(0));
    assert.deepEqual(row('longFormVector', word), [0n]);
  }
});

test('features are numbers from 0 to 1, and padding has none', () => {
  const input = inputOf();
  const contextOf = (says: string) => {
    const reading = read(says, passagesOf(says));
    return sequencesOf(reading, 450, input.look(reading)).sequences;
  };
  const { feeds } = batchSequences([...contextOf(text), ...contextOf('Naproxen.')], input);
  const { data, dims } = feeds['dictionary'];
  assert.ok((data as Float32Array).every((value) => value >= 0 && value <= 1));
  const row = dims[1] * dictionaryFeatures;
  assert.ok((data as Float32Array).slice(row, row + dictionaryFeatures).some((value) => value > 0));
  assert.ok((data as Float32Array).slice(row + 2 * dictionaryFeatures).every((value) => value === 0));
});

test('a long reading says the same of its words as a short one, wherever it is cut', () => {
  const long = `${text} ${'It rained all day long. '.repeat(12)}Later ARFX came, and heart failure was seen.`;
  const reading = read(long, passagesOf(long));
  const [whole, cut] = [feedsOf(inputOf(), reading), feedsOf(inputOf(), reading, 24)];
  assert.ok(cut.windows > 2 && whole.windows === 1);
  for (const word of ['acute', 'failure', 'ARF', 'naproxen', 'rained', 'heart'])
    for (const name of ['dictionary', 'longForm', 'longFormVector'])
      assert.deepEqual(cut.row(name, word), whole.row(name, word), `${name} of ${word}`);
});

test('the network reads in training what it reads in use', () => {
  const input = inputOf();
  const document = { id: '1', text, passages: passagesOf(text), mentions: [], relations: [] };
  const guidelines = [guidelineOf({ name: 'own', entityTypes: ['Chemical', 'Disease'] })];
  const reading = { input, guidelines, guideline: 0, sequenceWords: 450 };
  const examples = finished(examplesOf([document], reading));
  const learned = batchExamples(examples, { ...tinyConfig.scratch, input, guidelines });
  const { feeds } = feedsOf(input, read(text, document.passages));
  for (const [name, tensor] of Object.entries(feeds)) assert.deepEqual(learned[name], tensor, name);
});

test('a block that asks for neither has no such inputs', () => {
  const { feeds } = feedsOf(
    inputOf({ dictionary: undefined, longForm: undefined }),
    read(text, passagesOf(text)),
  );
  assert.deepEqual(
    Object.keys(feeds).filter((name) => /dictionary|longForm/.test(name)),
    [],
  );
});

test('definitions are read without a dictionary as well', () => {
  const { row } = feedsOf(inputOf({ dictionary: undefined }), read(text, passagesOf(text)));
  assert.deepEqual(row('longForm', 'ARF'), [1]);
  assert.deepEqual(row('longForm', 'naproxen'), [0]);
});

test('an unknown long form, and a definition that comes twice, do no harm', () => {
  const says = 'Heart failure (HF) or hot flush (HF) and rare zygoma (RZ): HF, RZ.';
  const { row } = feedsOf(inputOf(), read(says, passagesOf(says)));
  assert.deepEqual(row('longFormVector', 'HF'), [BigInt(vocabulary.row('failure'))]);
  assert.deepEqual(row('longFormVector', 'RZ'), [0n]);
  assert.equal(row('longForm', 'RZ')[0], 1);
});
