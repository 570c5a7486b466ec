import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMention, Relation } from '../../../server/src/annotation/model';
import {
  byUncertainty,
  documentUncertainty,
  mentionUncertainty,
  relationUncertainty,
} from '../../../server/src/curation/uncertainty';

const found = (score: number, ...links: number[]): EntityMention => ({
  spans: [{ start: 0, end: 6 }],
  type: 'Disease',
  concepts: links.map((each, index) => ({ id: `MESH:D${index}`, score: each })),
  score,
  origin: 'predicted',
});
const claimed = (score: number): Relation => ({
  type: 'CID',
  subject: 'C',
  object: 'D',
  evidence: [],
  score,
  origin: 'predicted',
});

test('a mention is in doubt as far as it may be none, or be linked to another concept', () => {
  assert.ok(Math.abs(mentionUncertainty(found(0.9)) - 0.1) < 1e-9);
  assert.ok(Math.abs(mentionUncertainty(found(0.9, 0.5)) - 0.55) < 1e-9);
  assert.ok(Math.abs(mentionUncertainty(found(1, 0.9, 0.4)) - 0.6) < 1e-9);
  assert.equal(mentionUncertainty({ ...found(0.1, 0.1), origin: 'user' }), 0);
});

test('a relation is most in doubt at the threshold of its type', () => {
  assert.equal(relationUncertainty(claimed(0.3), 0.3), 1);
  assert.equal(relationUncertainty(claimed(1), 0.3), 0);
  assert.ok(Math.abs(relationUncertainty(claimed(0.65), 0.3) - 0.5) < 1e-9);
  assert.ok(Math.abs(relationUncertainty(claimed(0.15), 0.3) - 0.5) < 1e-9);
});

test('documents whose decisions are likely to correct something are reviewed first; those that are decided last', () => {
  const of = (...mentions: EntityMention[]) => documentUncertainty({ mentions, relations: [] });
  const sure = of(found(0.99), found(0.98));
  const unsure = of(found(0.99), found(0.5));
  const decided = of({ ...found(0.1), origin: 'user' });
  assert.deepEqual([sure, decided, unsure].sort(byUncertainty), [unsure, sure, decided]);
  assert.deepEqual(decided, { undecided: 0, expected: 0, mean: 0 });
  const related = documentUncertainty(
    { mentions: [found(1)], relations: [claimed(0.3)] },
    new Map([['CID', 0.3]]),
  );
  assert.deepEqual(related, { undecided: 2, expected: 1, mean: 0.5 });
});
