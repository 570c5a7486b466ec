import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classesOfConcepts } from '../../../../server/src/tasks/dictionary/termClasses';
import { TermWords } from '../../../../server/src/tasks/dictionary/termWords';
import { indexOf } from '../../terminology/imported';

/** The words of one disease's name. */
function wordsOf(name: string): TermWords {
  const index = indexOf({ id: 'MESH:D1', preferredName: name, synonyms: [], types: ['Disease'] });
  return new TermWords(index, classesOfConcepts(index));
}

test('a name counts the same with a foreign letter in it as without', () => {
  const word = fc.constantFrom(
    'Syndrome',
    'kidneys',
    'AIDS',
    'is',
    'ss',
    'x',
    '12',
    '4b',
    'C',
    '[',
    '`',
    '@',
  );
  const between = fc.constantFrom(' ', ', ', ',', '-', '', ' (', "'s ");
  const name = fc
    .array(fc.tuple(word, between), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.flat().join('').trim())
    .filter((each) => /[A-Za-z\d]/.test(each));
  fc.assert(
    fc.property(name, (plain) => {
      const [ascii, other] = [wordsOf(plain), wordsOf(`${plain} é`)];
      for (const each of plain.match(/[A-Za-z]+|\d+/g) ?? [])
        assert.deepEqual(ascii.of(each), other.of(each), `${each} of ${plain}`);
    }),
  );
});

test('every word is counted, however many there are', () => {
  const letters = (i: number) => [...i.toString(16)].map((digit) => 'bcdfghjklmnpqrtv'[parseInt(digit, 16)]);
  const words = Array.from({ length: 40_000 }, (_, i) => `w${letters(i).join('')}`);
  const index = indexOf({ id: 'MESH:D1', preferredName: 'all', synonyms: words, types: ['Disease'] });
  const counted = new TermWords(index, classesOfConcepts(index));
  // In one name each, and its head.
  for (const word of words) assert.deepEqual([...counted.of(word)].filter(Boolean), [1, 1], word);
});
