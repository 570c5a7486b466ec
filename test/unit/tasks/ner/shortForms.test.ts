import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findShortForms } from '../../../../server/src/tasks/ner/shortForms';

/** Definitions in one sentence, as "short = long". */
const definitions = (text: string): string[] =>
  findShortForms(text, [{ start: 0, end: text.length }]).map(
    ({ short, long }) => `${text.slice(short.start, short.end)} = ${text.slice(long.start, long.end)}`,
  );

const check = (text: string, ...expected: string[]): void =>
  assert.deepEqual(definitions(text), expected, text);

test('a short form in brackets stands for the words before it', () => {
  check('Patients with acute renal failure (ARF) died.', 'ARF = acute renal failure');
  check('the effect of 5-hydroxytryptamine (5-HT) on', '5-HT = 5-hydroxytryptamine');
  check('angiotensin-converting enzyme [ACE] inhibitors', 'ACE = angiotensin-converting enzyme');
  check('non-steroidal anti-inflammatory drugs (NSAIDs)', 'NSAIDs = non-steroidal anti-inflammatory drugs');
  check('β-adrenergic blockers (βAB) were', 'βAB = β-adrenergic blockers');
});

test('brackets may keep a distance, as in texts that were cut into tokens', () => {
  check('acute renal failure ( ARF ) and ( acute ) pain', 'ARF = acute renal failure');
});

test('a long form in brackets stands after its short form', () => {
  check('ARF (acute renal failure) was common', 'ARF = acute renal failure');
});

test('what follows a comma or semicolon inside the brackets is no part of the short form', () => {
  check(
    'Parkinson disease (PD; n = 12) and multiple system atrophy (MSA, n = 4)',
    'PD = Parkinson disease',
    'MSA = multiple system atrophy',
  );
});

test('the first letter starts a word, and the shortest long form counts', () => {
  check('propofol in patients with depression (PD)', 'PD = patients with depression');
  check('the updated (PD) list');
});

test('what only looks like a definition is none', () => {
  check('twelve rats (n = 12) and saline (saline) were used (see Fig. 2)');
  check('a decrease of 5% (P < 0.05), mice (N=10), or placebo (N=10)');
  check('the drug (DRUG) was');
  check('() [] )( (A) (  )');
});

test('a definition does not reach into the sentence before', () => {
  const text = 'It causes renal failure. (RF) Next.';
  assert.deepEqual(
    findShortForms(text, [
      { start: 0, end: 24 },
      { start: 25, end: text.length },
    ]),
    [],
  );
});

test('nested brackets: the innermost pair is read', () => {
  check('tumour necrosis factor (TNF (tumor necrosis factor))', 'TNF = tumor necrosis factor');
});

test('hostile text takes no longer than its length says', () => {
  for (const text of [
    '('.repeat(200_000),
    'a(A '.repeat(50_000),
    `${'a'.repeat(200_000)} (AA)`,
    '(AA) '.repeat(40_000),
    `(${'x '.repeat(100_000)})`,
  ]) {
    const started = performance.now();
    findShortForms(text, [{ start: 0, end: text.length }]);
    assert.ok(performance.now() - started < 2000, text.slice(0, 20));
  }
});

test('where a text has no capital letter, short forms have none either', () => {
  check('patients with acute renal failure (arf) died.', 'arf = acute renal failure');
  check('nmda (n-methyl-d-aspartate) was given', 'nmda = n-methyl-d-aspartate');
  check('Patients with acute renal failure (arf) died.');
  check('ankylosing spondylitis (as) is seen as');
  check('of 16 patients, 16.0 % (16/1) had pain');
});
