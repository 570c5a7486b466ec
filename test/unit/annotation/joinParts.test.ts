import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinParts } from '../../../server/src/annotation/joinParts';
import type { Annotations, Relation } from '../../../server/src/annotation/model';
import { span } from '../../../server/src/text/span';

const relation = (object: string, score: number, at: number): Relation => ({
  type: 'CID',
  subject: 'D009288',
  object,
  score,
  evidence: [{ sentence: span(at, at + 20), subject: span(at, at + 8), object: span(at + 10, at + 15) }],
  origin: 'predicted',
});
const part = (...relations: Relation[]): Annotations => ({ mentions: [], relations });

test('what two parts of a document tell is one relation, the evidence of the surer part first', () => {
  const { relations } = joinParts([part(relation('D014456', 0.6, 0)), part(relation('D014456', 0.9, 500))]);
  assert.deepEqual(
    relations.map(({ score, evidence }) => [score, evidence.map(({ sentence }) => sentence.start)]),
    [[0.9, [500, 0]]],
  );
});

test('relations of other concepts stay apart, in order of reading', () => {
  const { relations } = joinParts([part(relation('D014456', 0.6, 0)), part(relation('D000001', 0.9, 500))]);
  assert.deepEqual(
    relations.map(({ object }) => object),
    ['D014456', 'D000001'],
  );
});
