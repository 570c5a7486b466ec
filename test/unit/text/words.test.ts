import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownPassages } from '../../../server/src/text/markdown';
import { passageWords, segmentWords } from '../../../server/src/text/words';

const cut = (text: string) =>
  segmentWords(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

test('letters, digits and single characters are words of their own', () => {
  assert.deepEqual(cut('5-HT(2A) at 0.5 mg/kg'), [
    '5',
    '-',
    'HT',
    '(',
    '2',
    'A',
    ')',
    'at',
    '0',
    '.',
    '5',
    'mg',
    '/',
    'kg',
  ]);
});

test('Greek letters and combining marks stay with their run', () => {
  assert.deepEqual(cut('TNFα Ménière'), ['TNFα', 'Ménière']);
});

test('a surrogate pair is one word, a lone surrogate another', () => {
  assert.deepEqual(cut('🙂𝛼\ud83d x'), ['🙂', '𝛼', '\ud83d', 'x']);
});

test('whitespace of every kind, control characters and zero-width spaces belong to no word', () => {
  assert.deepEqual(cut('a\u00a0b\u2003c\u200bd\te\u0000f\r\n'), ['a', 'b', 'c', 'd', 'e', 'f']);
});

test('only the asked stretch is read', () => {
  assert.deepEqual(segmentWords('naproxen', { start: 2, end: 5 }), [{ start: 2, end: 5 }]);
});

test('markup interrupts a word', () => {
  const text = 'nap**rox**en';
  const [passage] = markdownPassages(text);
  assert.deepEqual(
    passageWords(text, passage!).map(({ start, end }) => text.slice(start, end)),
    ['nap', 'rox', 'en'],
  );
});
