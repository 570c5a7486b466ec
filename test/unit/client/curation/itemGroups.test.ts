import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf } from '../../../../client/src/curation/curationItem';
import { groupsByState, groupsByWording, isGroup } from '../../../../client/src/curation/itemGroups';
import { itemsIn, mark } from './items';

test('what asks for a person comes first, and states without items are left out', () => {
  const marks = {
    mentions: [mark('a', [0, 0], { verdict: 'accepted' }), mark('b', [0, 5]), mark('c', [0, 9])],
    rejected: [mark('d', [1, 0], { verdict: 'rejected' })],
    relations: [],
    rejectedRelations: [],
  };
  const decision = (id: string) => ({ decision: id, by: 'Ada', when: '', says: '“e” is Disease' });
  const groups = groupsByState(
    itemsOf(marks, {
      lost: [{ ...decision('m7'), text: 'e', before: '', after: '', near: { line: 0, character: 0 } }],
      disputed: [{ about: ['type'], one: decision('m8'), other: decision('m9') }],
      notes: [],
    }),
  );
  assert.deepEqual(
    groups.map(({ label, items }) => [label, items.length]),
    [
      ['Disputed', 2],
      ['Lost', 1],
      ['Undecided', 2],
      ['Accepted', 1],
      ['Rejected', 1],
    ],
  );
});

test('identical mentions are one row, the most frequent first; another type is another row', () => {
  const [undecided] = groupsByState(
    itemsIn([
      mark('pain', [0, 0]),
      mark('Ulcers', [0, 9]),
      mark('ulcers', [1, 0]),
      mark('ulcers', [2, 0], { type: 'Chemical' }),
    ]),
  );
  const rows = groupsByWording(undecided!);
  assert.deepEqual(
    rows.map((row) => (isGroup(row) ? [row.label, row.items.length] : row.label)),
    [['Ulcers', 2], 'pain', 'ulcers'],
  );
});

test('what has not changed is the same item, however often it is asked for', () => {
  const marks = [mark('pain', [0, 0])];
  assert.equal(itemsIn(marks)[0], itemsIn(marks)[0]);
});
