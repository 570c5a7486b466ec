import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withChanges } from '../../../client/src/listChanges';

test('places of changes are those of the list before', () => {
  const list = ['a', 'b', 'c', 'd', 'e'];
  const changes = [
    { start: 0, removed: 1, added: ['A', 'AA'] },
    { start: 3, removed: 0, added: ['x'] },
    { start: 4, removed: 1, added: [] },
  ];
  assert.deepEqual(withChanges(list, changes), ['A', 'AA', 'b', 'c', 'x', 'd']);
  assert.deepEqual(withChanges(list, []), list);
});
