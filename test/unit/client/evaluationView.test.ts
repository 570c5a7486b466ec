import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorFilter, filteredErrors, openFilter } from '../../../client/src/evaluationView/errorFilter';
import { piecesOf } from '../../../client/src/evaluationView/pieces';
import type { ErrorKind, ReportError, Said } from '../../../server/src/protocol/evaluationReport';

const said = (text: string, start: number, concept: string): Said => ({
  text,
  type: 'Disease',
  concepts: [concept],
  spans: [{ start, end: start + text.length }],
});

const error = (kind: ErrorKind, type: string, gold: Said[], predicted: Said[]): ReportError => ({
  kind,
  detail: 'somehow',
  type,
  document: 0,
  ...[...gold, ...predicted][0].spans[0],
  context: [],
  gold,
  predicted,
});

const errors = [
  error('missed', 'Disease', [said('sore throat', 0, 'D1')], []),
  error('boundary', 'Disease', [said('acute pain', 20, 'D2')], [said('pain', 26, 'D3')]),
  error('falsePositive', 'Chemical', [], [said('throat drops', 40, 'D4')]),
];
const report = { documents: [{ id: 'note', file: 'n' }], names: { D3: 'Pain, Postoperative' } };
const left = (change: Partial<ErrorFilter>) =>
  filteredErrors(report, { errors }, { ...openFilter, ...change }).join(' ');

test('each condition of a filter takes its errors away; a search goes over both sides, ids and names', () => {
  assert.equal(left({}), '0 1 2');
  assert.equal(left({ hiddenKinds: ['missed'] }), '1 2');
  assert.equal(left({ hiddenTypes: ['Disease'] }), '2');
  assert.equal(left({ search: 'THROAT' }), '0 2');
  assert.equal(left({ search: 'throat missed' }), '0');
  assert.equal(left({ search: 'postoperative' }), '1');
  assert.equal(left({ search: 'd2' }), '1');
  assert.equal(left({ search: 'nowhere' }), '');
});

test('marks that overlap are cut into pieces, and sentences that are apart are told to be', () => {
  const text = 'He had acute pain. All was well. Pain went.';
  const told = piecesOf(text, {
    start: 7,
    end: 17,
    context: [
      { start: 0, end: 18 },
      { start: 33, end: 43 },
    ],
    gold: [said('acute pain', 7, 'D2')],
    predicted: [said('pain', 13, 'D3')],
  }).map(({ text, sides }) => `${sides.join('+')}:${text}`);
  assert.deepEqual(told, [':He had ', 'gold:acute ', 'gold+predicted:pain', ':.', ': … ', ':Pain went.']);
});
