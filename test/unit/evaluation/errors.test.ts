import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionErrors } from '../../../server/src/evaluation/mentionErrors';
import { relationErrors } from '../../../server/src/evaluation/relationErrors';
import { annotated } from '../../support/annotated';

/** The kinds with a count, by type. */
const kinds = (gold: string, predicted: string, seen = '') =>
  Object.fromEntries(
    Object.entries(mentionErrors([annotated(gold)], [annotated(predicted)], [annotated(seen)])).map(
      ([type, counts]) => [type, Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))],
    ),
  );

test('what is right is no error', () => {
  assert.deepEqual(kinds('«Naproxen»:Chemical helps.', '«Naproxen»:Chemical helps.'), {});
});

test('a wrong boundary is one error, not two', () => {
  const gold = 'He had «acute renal failure»:Disease.';
  assert.deepEqual(kinds(gold, 'He had acute «renal failure»:Disease.'), { Disease: { tooShort: 1 } });
  assert.deepEqual(kinds(gold, 'He «had acute renal failure»:Disease.'), { Disease: { tooLong: 1 } });
  assert.deepEqual(kinds(gold, 'He «had acute»:Disease renal failure.'), { Disease: { crossing: 1 } });
});

test('a mention that is split is one error of its type, and so is one of two that are joined', () => {
  const joined = 'He had «liver failure and rash»:Disease.';
  const apart = 'He had «liver failure»:Disease and «rash»:Disease.';
  assert.deepEqual(kinds(joined, apart), { Disease: { tooShort: 1 } });
  assert.deepEqual(kinds(apart, joined), { Disease: { tooLong: 2 } });
});

test('the type is told from the boundary', () => {
  const gold = 'We saw «lead poisoning»:Disease.';
  assert.deepEqual(kinds(gold, 'We saw «lead poisoning»:Chemical.'), { Disease: { otherType: 1 } });
  assert.deepEqual(kinds(gold, 'We saw «lead»:Chemical poisoning.'), { Disease: { boundaryAndType: 1 } });
});

test('missed and spurious names are told apart by what was learned from', () => {
  const seen = '«PAIN»:Disease and «zinc»:Chemical.';
  const gold = 'No «pain»:Disease, no «itch»:Disease, zinc or brass.';
  assert.deepEqual(kinds(gold, 'No pain, no itch, «zinc»:Chemical or «brass»:Chemical.', seen), {
    Disease: { missedSeen: 1, missedUnseen: 1 },
    Chemical: { spuriousSeen: 1, spuriousUnseen: 1 },
  });
});

test('a type may have the name of what every object has', () => {
  const gold = 'The «itch»:constructor and «rash»:__proto__.';
  const counted = mentionErrors([annotated(gold)], [annotated('The «itch»:__proto__ and rash.')], []);
  assert.deepEqual(Object.keys(counted), ['constructor', '__proto__']);
  assert.equal(counted['constructor'].otherType, 1);
  assert.equal(Object.getOwnPropertyDescriptor(counted, '__proto__')?.value.missedUnseen, 1);
  assert.equal('missedUnseen' in {}, false);
});

test('a document that was not predicted lacks all its mentions', () => {
  const { Disease } = mentionErrors([annotated('The «itch»:Disease.')], [], []);
  assert.equal(Disease.missedUnseen, 1);
});

const text = '«Zinc»:Chemical=C1 caused «itch»:Disease=D1. Later «rash»:Disease=D2 came.';
const related = (predicted: string, gold: string[], claimed: string[]) =>
  Object.fromEntries(
    Object.entries(
      relationErrors([annotated(text, ...gold)], [annotated(predicted, ...claimed)], 'CID'),
    ).filter(([, count]) => count > 0),
  );

test('a relation is missed with its entity, with its concept, or by itself', () => {
  assert.deepEqual(related(text, ['C1 CID D1'], ['C1 CID D1']), {});
  assert.deepEqual(related(text, ['C1 CID D1', 'C1 CID D2'], []), { missedInSentence: 1, missedAcross: 1 });
  const unfound = text.replace('«itch»:Disease=D1', 'itch');
  assert.deepEqual(related(unfound, ['C1 CID D1'], []), { entityMissed: 1 });
  const otherwise = text.replace('D1', 'D9');
  assert.deepEqual(related(otherwise, ['C1 CID D1'], []), { otherConcept: 1 });
});

test('a false relation is told by whether it could be one', () => {
  assert.deepEqual(related(text, [], ['C1 CID D1', 'C1 CID D2', 'C1 CID D9']), {
    falseInSentence: 1,
    falseAcross: 1,
    falseConcept: 1,
  });
});

test('a long document with many relations is sorted in no time', () => {
  const sentences = Array.from(
    { length: 300 },
    (_, i) => `«Zinc»:Chemical=C${i} caused «itch»:Disease=D${i}.`,
  );
  const claims = Array.from({ length: 300 }, (_, i) => `C${i} CID D${(i * 7) % 300}`);
  const document = annotated(sentences.join(' '), ...claims);
  const started = process.cpuUsage();
  const errors = relationErrors([document], [{ ...document, relations: [] }], 'CID');
  assert.deepEqual([errors.missedInSentence, errors.missedAcross], [6, 294]);
  // Looking each pair's sentences up anew took a minute.
  assert.ok(process.cpuUsage(started).user < 5e6);
});
