import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCandidates } from '../../../../server/src/tasks/relation/candidates';
import { chemicalDisease, markedUnit } from './markedUnit';

const pairsOf = (title: string, body: string) =>
  findCandidates(markedUnit(title, body), chemicalDisease).pairs.map(
    ({ subject, object }) => `${subject.id} ${object.id}`,
  );

test('every chemical pairs with every disease, in rows of one chemical, each concept once', () =>
  assert.deepEqual(
    pairsOf(
      '«Naproxen»:C and «aspirin»:C',
      '«naproxen»:C caused «ulcers»:D and «pain»:D; «ulcers»:D healed.',
    ),
    ['naproxen ulcers', 'naproxen pain', 'aspirin ulcers', 'aspirin pain'],
  ));

test('a mention of two concepts counts for both, a mention without a concept for none', () =>
  assert.deepEqual(pairsOf('«Naproxen»:C', '«ocular and auditory toxicity»:D(D1|D2), «nausea»:D()'), [
    'naproxen D1',
    'naproxen D2',
  ]));

test('a unit without one of the two sides has no pairs', () =>
  assert.deepEqual(pairsOf('«Naproxen»:C', 'Nothing else.'), []));

test('a mention knows its words, its sentence and whether it is in the title', () => {
  const { places, unit } = findCandidates(
    markedUnit('«Naproxen»:C.', 'It hurt. No «gastric ulcers»:D were seen.'),
    chemicalDisease,
  );
  const [naproxen, ulcers] = places;
  assert.deepEqual([naproxen.inTitle, naproxen.sentence], [true, 0]);
  assert.deepEqual([ulcers.inTitle, ulcers.sentence], [false, 2]);
  const words = unit.words
    .slice(ulcers.firstWord, ulcers.endWord)
    .map(({ start, end }) => unit.text.slice(start, end));
  assert.deepEqual(words, ['gastric', 'ulcers']);
});
