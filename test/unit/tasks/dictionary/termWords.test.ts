import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termClasses } from '../../../../server/src/tasks/dictionary/termClasses';
import { TermWords } from '../../../../server/src/tasks/dictionary/termWords';
import { indexOf } from '../../terminology/imported';

/** The words of one disease's name. */
function wordsOf(name: string): TermWords {
  const index = indexOf({ id: 'MESH:D1', preferredName: name, synonyms: [], types: ['Disease'] });
  return TermWords.of(index);
}

/** Counts of one word of a disease's name: names that hold it, and names that it is the head of. */
const ofDisease = (words: TermWords, word: string): number[] => {
  const at = 2 * termClasses.indexOf('disease');
  return [...words.of(word).subarray(at, at + 2)];
};

test('the head of a name is its last word, or the last before a comma', () => {
  const words = wordsOf('Leukemias, Myeloid 4b, Acute');
  assert.deepEqual(ofDisease(words, 'leukemia'), [16, 16]);
  for (const word of ['Myeloid', 'acute']) assert.deepEqual(ofDisease(words, word), [16, 0], word);
  for (const word of ['4', 'b', ',']) assert.deepEqual(ofDisease(words, word), [0, 0], word);
  assert.deepEqual(ofDisease(wordsOf('Ménière-Syndrom'), 'syndrom'), [16, 16]);
});

test('of every word it is known how many names hold it, however many words there are', () => {
  const letters = (i: number) => [...i.toString(16)].map((digit) => 'bcdfghjklmnpqrtv'[parseInt(digit, 16)]);
  const words = Array.from({ length: 20_000 }, (_, i) => `w${letters(i).join('')}`);
  const synonyms = [...words, ...words.slice(0, 3).map((word) => `chronic ${word}`)];
  const counted = TermWords.of(
    indexOf({ id: 'MESH:D1', preferredName: 'all', synonyms, types: ['Disease'] }),
  );
  for (const [i, word] of words.entries())
    assert.deepEqual(ofDisease(counted, word), i < 3 ? [25, 25] : [16, 16], word);
  assert.deepEqual(ofDisease(counted, 'chronic'), [32, 0]);
});
