import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCandidates } from '../../../../server/src/tasks/relation/candidates';
import { findEvidence, isJoined } from '../../../../server/src/tasks/relation/evidence';
import { chemicalDisease, markedUnit } from './markedUnit';

/** The evidence of the first pair, as text. */
function evidence(title: string, body: string) {
  const unit = markedUnit(title, body);
  const [pair] = findCandidates(unit, chemicalDisease).pairs;
  const found = findEvidence(unit, pair);
  for (const { sentence, subject, object } of found) {
    for (const { start, end } of [subject, object]) assert.ok(sentence.start <= start && end <= sentence.end);
  }
  return found.map(({ sentence }) => unit.text.slice(sentence.start, sentence.end));
}

test('the sentence that claims the relation comes before one that only names both', () =>
  assert.deepEqual(
    evidence(
      'Report.',
      'For «ulcers»:D we stopped «naproxen»:C. We think «naproxen»:C had caused the «ulcers»:D.',
    ),
    ['We think naproxen had caused the ulcers.', 'For ulcers we stopped naproxen.'],
  ));

test('a sentence comes once, with the mentions that stand closest', () => {
  const unit = markedUnit('Report.', '«Naproxen»:C was given and «naproxen»:C caused «ulcers»:D.');
  const found = findEvidence(unit, findCandidates(unit, chemicalDisease).pairs[0]);
  assert.equal(found.length, 1);
  assert.equal(found[0].subject.start, unit.text.lastIndexOf('naproxen'));
});

test('at most three sentences are shown', () =>
  assert.equal(evidence('Report.', '«Naproxen»:C caused «ulcers»:D. '.repeat(5)).length, 3));

test('two concepts that never share a sentence are shown with all that stands between their closest mentions', () =>
  assert.deepEqual(
    evidence('Report.', '«Naproxen»:C was given. Days passed. «Ulcers»:D followed. The end.'),
    ['Naproxen was given. Days passed. Ulcers followed.'],
  ));

test('a sentence that says that nothing happened comes after one that does not', () =>
  assert.deepEqual(
    evidence(
      'Report.',
      'No «ulcers»:D developed with «naproxen»:C. Later, «ulcers»:D were seen in all of those who took much «naproxen»:C.',
    )[0],
    'Later, ulcers were seen in all of those who took much naproxen.',
  ));

test('a text joins what stands in one sentence or in neighbouring ones, or what its title is about', () => {
  const joined = (title: string, body: string) =>
    isJoined(findCandidates(markedUnit(title, body), chemicalDisease).pairs[0]);
  assert.equal(joined('Report.', '«Naproxen»:C was given. «Ulcers»:D followed.'), true);
  assert.equal(joined('Report.', '«Naproxen»:C was given. Days passed. «Ulcers»:D followed.'), false);
  assert.equal(joined('A case of «ulcers»:D.', 'A man was seen. He felt ill. He took «naproxen»:C.'), true);
});
