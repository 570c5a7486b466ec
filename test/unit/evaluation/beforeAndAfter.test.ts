import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import {
  beforeAndAfter,
  beforeAndAfterTable,
  verdictLines,
} from '../../../server/src/evaluation/report/beforeAndAfter';
import { buildReport } from '../../../server/src/evaluation/report/buildReport';
import { comparedStages } from '../../../server/src/evaluation/report/compared';
import { scoreStages } from '../../../server/src/evaluation/stages';

const text = 'Naproxen caused ulcers.';
const naproxen = { start: 0, end: 8, type: 'Chemical' };
const ulcers = { start: 16, end: 22, type: 'Disease' };

const documentsWith = (count: number, ...mentions: (typeof ulcers)[]): AnnotatedDocument[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    text,
    passages: [],
    mentions: mentions.map(({ start, end, type }) => ({
      spans: [{ start, end }],
      type,
      concepts: [],
      origin: 'gold' as const,
    })),
    relations: [],
  }));

async function compare(count: number, before: (typeof ulcers)[], after: (typeof ulcers)[]) {
  const gold = documentsWith(count, naproxen, ulcers);
  const stagesOf = (mentions: (typeof ulcers)[]) =>
    scoreStages(gold, 'none', async () => documentsWith(count, ...mentions));
  const common = {
    gold: 'gold',
    documents: gold,
    files: gold.map(() => 'gold'),
    textOf: () => undefined,
    problems: [],
  };
  const [old, now] = [await stagesOf(before), await stagesOf(after)];
  const compared = comparedStages({ name: 'old' }, old);
  return beforeAndAfter(
    buildReport({ ...common, scored: 'old', stages: old }),
    buildReport({ ...common, scored: 'new', stages: now, compared }),
  );
}

test('a model beside the one that it was made from, type by type', async () => {
  const better = await compare(6, [naproxen], [naproxen, ulcers]);
  assert.deepEqual(
    better.types.map(({ type, before, after, change }) => [type, before.f1, after.f1, change.difference]),
    [
      ['Chemical', 1, 1, 0],
      ['Disease', 0, 1, 1],
      ['all', 0.6667, 1, 0.3333],
    ],
  );
  assert.deepEqual([better.isBetter, better.isSure, better.documents], [true, true, 6]);
  assert.deepEqual(verdictLines(better), [
    'The new model is better: F1 of mentions 66.7 before, 100.0 now, on 6 held-out documents.',
  ]);
  assert.match(
    beforeAndAfterTable(better),
    /^Disease +before +0\.0 .*\n +after +100\.0 .*\n +change +\+100\.0 /m,
  );
});

test('what is not better, or found worse, is said', async () => {
  const worse = await compare(6, [naproxen, ulcers], [ulcers]);
  assert.deepEqual([worse.isBetter, worse.isSure], [false, false]);
  const [verdict, ...types] = verdictLines(worse);
  assert.match(verdict!, /^The new model is not better: .* Review more documents/);
  assert.deepEqual(types, ['Chemical is found worse than before: F1 100.0 before, 0.0 now.']);
});

test('of few documents nothing is sure', async () => {
  const few = await compare(2, [], [naproxen, ulcers]);
  assert.deepEqual([few.isBetter, few.isSure], [true, false]);
  assert.match(verdictLines(few)[0]!, /better on 2 held-out documents, but that may be chance/);
});
