import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Dictionary,
  dictionaryFeatures,
  dictionaryOne,
} from '../../../../server/src/tasks/dictionary/dictionary';
import { termClasses } from '../../../../server/src/tasks/dictionary/termClasses';
import { read } from '../../../../server/src/tasks/reading';
import { terms } from './terms';

const dictionary = Dictionary.of(terms);

function readingOf(text: string, ...prose: [start: number, end: number][]) {
  const span = { start: 0, end: text.length };
  const stretches = prose.map(([start, end]) => ({ start, end }));
  return read(text, [{ kind: 'paragraph', span, prose: stretches.length > 0 ? stretches : [span] }]);
}

const perClass = dictionaryFeatures / termClasses.length;

/** The rows of a text's words, by word. */
function rowsOf(reading: ReturnType<typeof readingOf>) {
  const features = dictionary.features(reading);
  return reading.words.map(({ start, end }, word) => ({
    word: reading.text.slice(start, end),
    row: features.subarray(word * dictionaryFeatures, (word + 1) * dictionaryFeatures),
  }));
}

/** Words with their parts of names, as `acute:B-disease`; a word that is no part of a name is left out. */
const marks = (reading: ReturnType<typeof readingOf>): string[] =>
  rowsOf(reading).flatMap(({ word, row }) =>
    termClasses.flatMap((name, place) =>
      [...'BIES'].flatMap((part, i) => (row[place * perClass + i] > 0 ? [`${word}:${part}-${name}`] : [])),
    ),
  );

/** [holds the word, log₂ of one more than the count, is the head, the same of it] of one word and class. */
const usage = (word: string, name: (typeof termClasses)[number]): number[] => {
  const at = termClasses.indexOf(name) * perClass + 4;
  const [holds, count, heads, headCount] = rowsOf(readingOf(word))[0].row.slice(at, at + 4);
  return [holds / dictionaryOne, count / 16, heads / dictionaryOne, headCount / 16];
};

test('every class marks its longest names and hides none of another class', () => {
  assert.deepEqual(marks(readingOf('Methyl naproxen poisoning, acute renal failure')), [
    'Methyl:B-supplementary chemical',
    'naproxen:S-chemical',
    'naproxen:E-supplementary chemical',
    'naproxen:B-disease',
    'poisoning:E-disease',
    'acute:B-disease',
    'renal:I-disease',
    'failure:E-disease',
  ]);
});

test('places in the hierarchy decide the class of a chemical, kinds of names that of a disease', () => {
  assert.deepEqual(marks(readingOf('cyclooxygenases and anti-inflammatory agents')), [
    'cyclooxygenases:S-protein',
    'anti:B-chemical by use',
    '-:I-chemical by use',
    'inflammatory:I-chemical by use',
    'agents:E-chemical by use',
  ]);
  assert.deepEqual(marks(readingOf('insulin')), ['insulin:S-chemical']);
  assert.deepEqual(marks(readingOf('sudden renal stop')), [
    'sudden:B-disease by a loose name',
    'renal:I-disease by a loose name',
    'stop:E-disease by a loose name',
  ]);
});

test('names are found across markup, and not across passages', () => {
  assert.deepEqual(marks(readingOf('**Heart** failure', [2, 7], [9, 17])), [
    'Heart:B-disease',
    'failure:E-disease',
  ]);
  const text = 'Heart\nfailure';
  const passage = (start: number, end: number) =>
    ({ kind: 'paragraph', span: { start, end }, prose: [{ start, end }] }) as const;
  assert.deepEqual(marks(read(text, [passage(0, 5), passage(6, 13)])), []);
});

test('a word is told how often names hold it, and how often as their head', () => {
  assert.deepEqual(usage('failures', 'disease'), [
    1,
    Math.round(16 * Math.log2(3)) / 16,
    1,
    Math.round(16 * Math.log2(3)) / 16,
  ]);
  assert.deepEqual(usage('Acute', 'disease'), [1, 1, 0, 0]);
  assert.deepEqual(usage('renal', 'disease by a loose name'), [1, 1, 0, 0]);
  assert.deepEqual(usage('naproxen', 'chemical'), [1, 1, 1, 1]);
  for (const word of ['headache', '2', 'a', ',', '😀'])
    assert.deepEqual(usage(word, 'disease'), [0, 0, 0, 0]);
});

test('a text without words has no features', () =>
  assert.equal(dictionary.features(readingOf('')).length, 0));
