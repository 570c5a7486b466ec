import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnnotatedDocument, EntityMention } from '../../server/src/annotation/model';
import { type Figures, Tally } from '../../server/src/evaluation/figures';
import { findMentionErrors } from '../../server/src/evaluation/mentionErrors';
import { overlapHits } from '../../server/src/evaluation/overlap';
import { scoreCorpus } from '../../server/src/evaluation/score';
import { span } from '../../server/src/text/span';

const spans = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 6 }))
  .map(([start, length]) => span(start, start + length));

const mention: fc.Arbitrary<EntityMention> = fc
  .record({
    span: spans,
    type: fc.constantFrom('Chemical', 'Disease'),
    id: fc.constantFrom('C1', 'C2', '-1'),
  })
  .map(({ span, type, id }) => ({ spans: [span], type, concepts: [{ id }], origin: 'gold' }));

const document = fc.array(mention, { maxLength: 8 }).map(
  (mentions): AnnotatedDocument => ({
    id: '1',
    text: 'x'.repeat(40),
    passages: [],
    mentions,
    relations: [],
  }),
);

const types = ['Chemical', 'Disease'];

test('each missing mention is one error, and each wrong one is told once at least', () => {
  fc.assert(
    fc.property(document, document, (gold, predicted) => {
      const { tp, fp, fn } = scoreCorpus([gold], [predicted], { types })['mention_all'] as Figures;
      const errors = findMentionErrors(gold, predicted);
      assert.equal(errors.filter((error) => error.gold).length, fn);
      const told = new Set(
        errors.flatMap(({ predicted }) =>
          predicted.map(({ spans: [{ start, end }], type }) => `${start} ${end} ${type}`),
        ),
      );
      assert.equal(told.size, fp);
      assert.ok(tp + fn <= gold.mentions.length);
    }),
  );
});

test('what is right exactly is right where an overlap is enough, and nothing counts twice', () => {
  fc.assert(
    fc.property(fc.array(spans), fc.array(spans), (gold, found) => {
      const keys = (list: typeof gold) => new Set(list.map(({ start, end }) => `${start}-${end}`));
      const strict = new Tally(1);
      strict.compare(0, keys(gold), keys(found));
      const { tp, fp, fn } = overlapHits(gold, found);
      assert.ok(tp >= strict.tp[0]);
      assert.equal(tp + fp, keys(found).size);
      assert.equal(tp + fn, keys(gold).size);
      assert.deepEqual(overlapHits(gold, gold), { tp: keys(gold).size, fp: 0, fn: 0 });
    }),
  );
});

test('figures of a corpus are those of its documents added up, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(document, document), { minLength: 1, maxLength: 6 }), (pairs) => {
      const numbered = pairs.map(([gold, predicted], at) => [
        { ...gold, id: String(at) },
        { ...predicted, id: String(at) },
      ]);
      const score = (list: typeof numbered) =>
        scoreCorpus(
          list.map(([gold]) => gold),
          list.map(([, predicted]) => predicted),
          { types },
        );
      const whole = score(numbered)['mention_all'] as Figures;
      const sum = numbered
        .map((pair) => score([pair])['mention_all'] as Figures)
        .reduce((total, { tp }) => total + tp, 0);
      assert.equal(whole.tp, sum);
      assert.deepEqual(score([...numbered].reverse())['concept_all'], score(numbered)['concept_all']);
    }),
  );
});
