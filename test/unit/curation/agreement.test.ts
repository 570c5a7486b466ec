import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementOf } from '../../../server/src/curation/agreement';
import type { Decision } from '../../../server/src/curation/decision';
import { mention, relation } from './decided';

// Ten words.
const text = 'Naproxen and aspirin caused severe ulcers in three old men';
const said = (words: string, type: string, concepts = ['own:1']) => ({ words, type, concepts });

const between = (ours: readonly Decision[], theirs: readonly Decision[]) =>
  agreementOf([{ text, ours, theirs }]);

test('those who say the same agree fully', () => {
  const both = [
    mention(text, { is: said('Naproxen', 'Chemical') }),
    mention(text, { was: said('men', 'Disease') }),
    relation(text, true),
  ];
  const agreement = between(both, both);
  assert.equal(agreement.wordKappa, 1);
  assert.equal(agreement.mentionKappa, 1);
  assert.equal(agreement.decidedByBoth, 2);
  for (const figures of [agreement.mentions, agreement.linkedMentions, agreement.relations])
    assert.equal(figures.f1, 1);
});

test('kappa of words is what is left of agreement beyond chance', () => {
  const ours = [
    mention(text, { is: said('Naproxen', 'Chemical') }),
    mention(text, { is: said('severe ulcers', 'Disease') }),
  ];
  const theirs = [
    mention(text, { is: said('Naproxen', 'Chemical') }),
    mention(text, { is: said('ulcers', 'Disease') }),
  ];
  const { words, wordKappa, mentions } = between(ours, theirs);
  // They agree on 9 of 10 words: none 7 and 8, Chemical 1 and 1, Disease 2 and 1; by chance (56 + 1 + 2) / 100.
  assert.equal(words, 10);
  assert.ok(Math.abs(wordKappa! - (0.9 - 0.59) / (1 - 0.59)) < 1e-12);
  assert.deepEqual([mentions.tp, mentions.fp, mentions.fn], [1, 1, 1]);
});

test('kappa of mentions counts only those that both decided on, by the type given to them', () => {
  const found = ['Naproxen', 'aspirin', 'ulcers', 'men'].map((words) => said(words, 'Chemical'));
  const accepted = found.map((was) => mention(text, { was, is: was }));
  const theirs = [...accepted.slice(0, 2), mention(text, { was: found[2]! })];
  const ours = [
    accepted[0]!,
    mention(text, { was: found[1]! }),
    mention(text, { was: found[2]! }),
    accepted[3]!,
  ];
  const { decidedByBoth, mentionKappa } = between(ours, theirs);
  // Of three they agree on two; by chance 1/3 · 2/3 + 2/3 · 1/3.
  assert.equal(decidedByBoth, 3);
  assert.ok(Math.abs(mentionKappa! - (2 / 3 - 4 / 9) / (1 - 4 / 9)) < 1e-12);
});

test('another concept is a difference of linked mentions alone', () => {
  const { mentions, linkedMentions } = between(
    [mention(text, { is: said('ulcers', 'Disease') })],
    [mention(text, { is: said('ulcers', 'Disease', ['own:2']) })],
  );
  assert.equal(mentions.f1, 1);
  assert.equal(linkedMentions.f1, 0);
});

test('where there is one label alone, kappa tells nothing', () => {
  const { wordKappa, mentionKappa } = between([], []);
  assert.equal(wordKappa, undefined);
  assert.equal(mentionKappa, undefined);
});
