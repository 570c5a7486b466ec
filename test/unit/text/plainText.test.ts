import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainTextPassages } from '../../../server/src/text/plainText';

const read = (text: string) =>
  plainTextPassages(text).map(({ kind, span }) => [kind, text.slice(span.start, span.end)]);

test('a short first paragraph is the title', () => {
  assert.deepEqual(read('Naproxen and ulcers\n\nNaproxen caused ulcers.\n'), [
    ['title', 'Naproxen and ulcers'],
    ['paragraph', 'Naproxen caused ulcers.'],
  ]);
});

test('a first line that was ended on purpose is the title', () => {
  assert.deepEqual(
    read('Naproxen and ulcers.\r\nNaproxen was given to rats for a week. It caused ulcers.\r\n'),
    [
      ['title', 'Naproxen and ulcers.'],
      ['paragraph', 'Naproxen was given to rats for a week. It caused ulcers.'],
    ],
  );
});

test('hard-wrapped lines are one passage', () => {
  const text =
    'Naproxen was given to rats for a\nweek, in which they showed ulcers of\nthe stomach. All of them died.';
  assert.deepEqual(read(text), [['paragraph', text]]);
});

test('one line alone is a paragraph, nothing but whitespace is none', () => {
  assert.deepEqual(read('  Naproxen caused ulcers. \n'), [['paragraph', 'Naproxen caused ulcers.']]);
  assert.deepEqual(read(' \n\t\n'), []);
});

test('blank lines may hold spaces', () => {
  assert.deepEqual(
    read('A long first sentence. And a second one here.\n \t\nNext.').map(([kind]) => kind),
    ['paragraph', 'paragraph'],
  );
});
