import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import { calibrations } from '../../../server/src/evaluation/calibration';
import { annotated } from '../../support/annotated';

/** The document with a score on each mention, its concepts and each relation. */
const scored = (
  document: AnnotatedDocument,
  scores: readonly number[],
  relations: readonly number[] = [],
) => ({
  ...document,
  mentions: document.mentions.map((mention, at) => ({
    ...mention,
    score: scores[at],
    concepts: mention.concepts.map((concept) => ({ ...concept, score: scores[at] })),
  })),
  relations: document.relations.map((relation, at) => ({ ...relation, score: relations[at] })),
});

test('scores are held against the share that is right, in bins', () => {
  const gold = annotated('«a1»:X=C1 «a2»:X=C2 a3 «a4»:X=C4', 'C1 R C2');
  const predicted = scored(
    annotated('«a1»:X=C1 «a2»:X=C9 «a3»:X=C3 a4', 'C1 R C2', 'C1 R C3'),
    [0.95, 0.91, 0.5],
    [0.8, 0.4],
  );
  const [mentions, concepts, relations] = calibrations([gold], [predicted]);
  assert.deepEqual(mentions.bins, [
    { from: 0.5, to: 0.6, claims: 1, score: 0.5, right: 0 },
    { from: 0.9, to: 1, claims: 2, score: 0.9299999999999999, right: 1 },
  ]);
  assert.ok(Math.abs(mentions.expectedError - (0.5 + 2 * 0.07) / 3) < 1e-12);
  // Of the two that were found, one has the right concept.
  assert.deepEqual([concepts.claims, concepts.bins[0].right], [2, 0.5]);
  assert.deepEqual(
    relations.bins.map(({ score, right }) => [score, right]),
    [
      [0.4, 0],
      [0.8, 1],
    ],
  );
});

test('a score of 1 lies in the last bin, and predictions without scores are not calibrated', () => {
  const gold = annotated('«a1»:X=C1');
  const [mentions] = calibrations([gold], [scored(gold, [1])]);
  assert.deepEqual(mentions.bins, [{ from: 0.9, to: 1, claims: 1, score: 1, right: 1 }]);
  assert.equal(mentions.expectedError, 0);
  assert.deepEqual(calibrations([gold], [gold]), []);
});
