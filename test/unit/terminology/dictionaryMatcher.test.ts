import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Concept } from '../../../server/src/terminology/concept';
import { DictionaryMatcher } from '../../../server/src/terminology/dictionaryMatcher';
import { isHighlighted } from '../../../server/src/terminology/highlighted';
import { Terminologies } from '../../../server/src/terminology/terminologies';
import { indexOf } from './imported';

const concept = (id: string, preferredName: string, ...synonyms: string[]): Concept => ({
  id,
  preferredName,
  synonyms,
  types: ['Disease'],
});

const terms = [
  concept('D1', 'Kidney Failure', 'Renal Failure'),
  concept('D2', 'Renal Failure, Acute', 'Acute Kidney Injury', 'Acute Renal Failure'),
  concept('D3', 'Serotonin', '5-HT'),
  concept('D4', 'Acquired Immunodeficiency Syndrome', 'AIDS'),
  concept('D5', 'Tumor, Brain'),
  concept('D6', 'N-(4-hydroxyphenyl)retinamide'),
  concept('D7', 'Antidepressants'),
  concept('D8', 'Crohn Disease'),
  concept('D9', 'Pain'),
  concept('D10', 'Failure'),
];

/** Checks a text with its matches marked: `«kidney failure»:D1`. */
function check(marked: string, ...indexes: Concept[][]): void {
  const text = marked.replace(/«(.*?)»:[A-Z]\d+(?:,[A-Z]\d+)*/gs, '$1');
  const terminologies = new Terminologies(
    (indexes.length > 0 ? indexes : [terms]).map((list) => indexOf(...list)),
  );
  const matches = new DictionaryMatcher(terminologies).match(text);
  let found = '';
  let at = 0;
  for (const { start, end, hits } of matches) {
    const ids = hits.map((hit) => hit.index.id(hit.concept)).join(',');
    found += `${text.slice(at, start)}«${text.slice(start, end)}»:${ids}`;
    at = end;
  }
  assert.equal(found + text.slice(at), marked);
}

test('the longest name wins, from left to right', () => {
  check('An «acute renal failure»:D2 is a «renal failure»:D1 and a «failure»:D10.');
  check('acute «kidney failure»:D1');
});

test('spelling does not matter, and what does not name anything is left alone', () => {
  check('«Brain tumours»:D5, «BRAIN-TUMOR»:D5; brain; tumor.');
  check('«N-4-Hydroxyphenyl-retinamide»:D6 and «N-(4-hydroxyphenyl)retinamide»:D6');
  check("«Crohn's disease»:D8, «Crohn disease»:D8 and «Crohn’s\ndisease»:D8");
  check('«anti-depressants»:D7 and «antidepressant»:D7');
});

test('short names keep their case', () =>
  check('«AIDS»:D4 aids; «Pain»:D9 and «pain»:D9, PAIN; «5-HT»:D3, «5HT»:D3, 5-ht'));

test('a name does not end inside a word', () => {
  check('5-HT1A, 15-HT, painful, pain2');
  check('«5-HT»:D3-like, «pain»:D9/«failure»:D10, «pain»:D9-induced');
});

test('a name does not cross marks, brackets or empty lines', () => {
  check('renal. «Failure»:D10 or renal, «failure»:D10 or renal: «failure»:D10');
  check('renal («failure»:D10) and (renal) «failure»:D10');
  check('renal\n\n«failure»:D10 but «renal\n failure»:D1');
});

test('terminologies before go before, and a concept comes once', () => {
  check(
    '«pain»:X1,A9,D9 and «renal failure»:D1 in «acute colic»:X2',
    [concept('X1', 'Pain'), concept('X2', 'Acute colic')],
    [...terms, concept('A9', 'PAINS', 'Pain')],
    [concept('D9', 'Pain')],
  );
});

test('only what lies within is read, and places count from the text', () => {
  const matcher = new DictionaryMatcher(new Terminologies([indexOf(...terms)]));
  const text = '🙂 pain and pain and pain';
  assert.deepEqual(
    matcher.match(text, { start: 4, end: 16 }).map(({ start, end }) => [start, end]),
    [[12, 16]],
  );
});

test('nothing is found without terminologies or text', () => {
  assert.deepEqual(new DictionaryMatcher(new Terminologies([])).match('pain'), []);
  check('');
  check(' \n');
});

test('a name of concepts that nobody asked for is no name, and a shorter one may be', () => {
  const index = indexOf(
    { ...concept('D1', 'Analgesics'), treeNumbers: ['D27.505.696'] },
    { ...concept('D2', 'Aspirin'), treeNumbers: ['D02.455', 'D27.505.696'] },
    { ...concept('D3', 'Aspirin Tablets'), treeNumbers: ['D26.255'] },
    concept('C1', 'bevonium'),
  );
  const matches = new DictionaryMatcher(new Terminologies([index]), isHighlighted).match(
    'Analgesics: aspirin tablets and bevonium',
  );
  assert.deepEqual(
    matches.map(({ hits }) => index.id(hits[0]!.concept)),
    ['D2', 'C1'],
  );
});
