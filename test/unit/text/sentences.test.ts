import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitSentences } from '../../../server/src/text/sentences';
import { cpuSeconds } from '../../cpuSeconds';

/** Each `|` in `marked` is where a sentence is expected to end. */
function check(marked: string): void {
  const text = marked.replaceAll('|', '');
  const found = splitSentences(text, { start: 0, end: text.length }).map(({ start, end }) =>
    text.slice(start, end),
  );
  assert.deepEqual(
    found,
    marked.split('|').map((sentence) => sentence.trim()),
  );
}

test('a full stop before a capital ends a sentence', () =>
  check('Naproxen was given.| Ulcers followed!| Why?| Nobody knows.'));

test('decimals, also as old records print them, do not', () =>
  check('The dose was 0.5 mg (p < 0. 05).| It rose to 1.25 mg.'));

test('abbreviations that bind to what follows do not', () =>
  check('See Fig. 2 and Figs. 3A, e.g. Naproxen vs. Aspirin (cf. Dr. Smith).| Ref. 12 agrees.'));

test('abbreviations may end a sentence when the next begins as sentences do', () => {
  check('It was given i.v. The rats died.'.replace('i.v. ', 'i.v.| '));
  check('We gave 5 mg/kg i.v. Naproxen and 3 ml. i.p. Aspirin.');
  check('As Smith et al. (1999) and Jones et al. [3] say.| This was by Brown et al.| The end.');
  check('There was no effect in the control group.| No. 5 was left out.');
});

test('species, strains and initials do not end one, a lettered name does', () => {
  check('Growth of E. coli and S. Aureus was shown by J. B. Miller.| It stopped.');
  check('They had hepatitis C. Patients improved.'.replace('C. ', 'C.| '));
  check('They lacked vitamin E.| Rats did not.');
});

test('a sentence may begin with chemical and gene names', () => {
  check(
    'It fell.| 5-HT rose.| (±)-Pindolol blocked it.| [3H]-WAY bound.| α-Synuclein did not.| mRNA fell.| p53 rose.| c-Fos too.',
  );
});

test('closing brackets and quotes go with their sentence', () =>
  check('It fell (as was seen.)| “It rose.”| So it did.'));

test('a line break is a space, a blank line ends a sentence', () => {
  check('Naproxen was\ngiven to rats\n\n| Results\r\n\r\n| None');
});

test('lower-case words and missing spaces go on', () =>
  check('It is i.v. given at 10 a.m. daily ... and so on.See www.site.Org too.'));

test('the stretch given is not left', () => {
  const text = 'One. Two. Three.';
  assert.deepEqual(splitSentences(text, { start: 5, end: 9 }), [{ start: 5, end: 9 }]);
  assert.deepEqual(splitSentences('  \n ', { start: 0, end: 4 }), []);
});

test('a megabyte of full stops, brackets or spaces is read in linear time', () => {
  for (const unit of ['.', '. ', ').', 'A. ', ' ', 'no. ', '.)']) {
    const text = unit.repeat(1_000_000 / unit.length);
    const seconds = cpuSeconds(() => splitSentences(text, { start: 0, end: text.length }));
    assert.ok(seconds < 5, `${JSON.stringify(unit)} took ${seconds} s`);
  }
});
