import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { numberWords, positiveInformation } from '../../../server/src/training/cooccurrence';
import { learnWordVectors, type WordVectors } from '../../../server/src/training/wordVectors';

const drugs = ['aspirin', 'naproxen', 'cisplatin'];
const diseases = ['nephritis', 'ulcers', 'seizures'];

/** Sentences of a small language in which drugs cause diseases. */
function sentences(count: number): string[][] {
  const random = randomSequence('sentences');
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)];
  return Array.from({ length: count }, () => [
    ...['the', 'dose', 'of', pick(drugs), 'was', String(Math.floor(random() * 90) + 10), 'mg'],
    ...['and', 'caused', 'severe', pick(diseases), 'in', pick(['rats', 'mice']), '.'],
  ]);
}

const options = { width: 8, minimumCount: 3, seed: 1 };

function cosine({ words, vectors }: WordVectors, a: string, b: string): number {
  const row = (word: string): Float32Array =>
    vectors.subarray(words.indexOf(word) * 8, (words.indexOf(word) + 1) * 8);
  return row(a).reduce((sum, x, k) => sum + x * row(b)[k], 0) / 2.25;
}

test('words that stand in the same places are near each other', () => {
  const learnt = finished(learnWordVectors(sentences(400), options));
  for (const [same, other] of [
    ['naproxen', 'nephritis'],
    ['cisplatin', 'rats'],
  ]) {
    assert.ok(
      cosine(learnt, 'aspirin', same) > cosine(learnt, 'aspirin', other) + 0.3,
      `aspirin: ${same}, ${other}`,
    );
  }
  assert.ok(cosine(learnt, 'rats', 'mice') > 0.8);
});

test('rows have the norm 1.5 and stand in the order of frequency', () => {
  const { words, vectors } = finished(learnWordVectors(sentences(200), options));
  assert.ok(words.indexOf('the') < words.indexOf('aspirin'));
  assert.ok(words.includes('00'), 'numbers share a key');
  for (let row = 0; row < words.length; row++) {
    const norm = Math.hypot(...vectors.subarray(row * 8, (row + 1) * 8));
    assert.ok(Math.abs(norm - 1.5) < 1e-5, `${words[row]} has the norm ${norm}`);
  }
});

test('the same text and seed give the same vectors', () => {
  assert.deepEqual(
    finished(learnWordVectors(sentences(50), options)),
    finished(learnWordVectors(sentences(50), options)),
  );
});

test('rare words get no vector, but keep their neighbours apart', () => {
  const text = [...sentences(20), ['aspirin', 'hapax', 'mg']];
  assert.ok(!finished(learnWordVectors(text, options)).words.includes('hapax'));
  const { positions, words } = finished(numberWords([['a', 'a', 'x', 'b', 'b']], 2));
  assert.deepEqual(words, ['a', 'b']);
  assert.deepEqual([...positions], [0, 0, 0, 0, 0, 1, 1, 0, 2, 2, 0, 0, 0, 0, 0]);
});

test('context does not cross from one sentence to the next', () => {
  const { rowStart } = finished(
    positiveInformation(finished(numberWords([['a'], ['b'], ['a'], ['b']], 1)), 10),
  );
  assert.deepEqual([...rowStart], [0, 0, 0]);
});

test('positive information is what its definition says', () => {
  // After "a" stands "b" three times and "c" once, after "d" stands "c" three times.
  const text = finished(
    numberWords(
      [
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'c'],
        ['d', 'c'],
        ['d', 'c'],
        ['d', 'c'],
      ],
      1,
    ),
  );
  const { rowStart, column, value } = finished(positiveInformation(text, 10));
  const rank = (word: string): number => text.words.indexOf(word);
  const right = (word: string, context: string): number => {
    for (let e = rowStart[rank(word)]; e < rowStart[rank(word) + 1]; e++)
      if (column[e] === text.words.length + rank(context)) return value[e];
    return 0;
  };
  const share = 3 ** 0.75 / (3 ** 0.75 + 4 ** 0.75);
  assert.ok(Math.abs(right('a', 'b') - Math.log(3 / 4 / share)) < 1e-6);
  assert.ok(Math.abs(right('d', 'c') - Math.log(1 / (1 - share))) < 1e-6);
  assert.equal(right('a', 'c'), 0, 'rarer than by chance');
});

test('a text without words gives no vectors', () => {
  assert.deepEqual(finished(learnWordVectors([], options)), { words: [], vectors: new Float32Array(0) });
});
