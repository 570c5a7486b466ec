import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EntityMention } from '../../../server/src/annotation/model';
import { listChanges } from '../../../server/src/lsp/annotationChanges';

const mention = (start: number, type: string): EntityMention => ({
  spans: [{ start, end: start + 2 }],
  type,
  concepts: [],
  origin: 'predicted',
});

const lists = fc
  .array(fc.tuple(fc.nat(20), fc.constantFrom('A', 'B')), { maxLength: 15 })
  .map((places) => places.sort(([a], [b]) => a - b).map(([start, type]) => mention(start, type)));

test('the changes turn the one list into the other, from its end to its start', () => {
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const now = [...before];
      const changes = listChanges(
        before,
        after,
        (a, b) => a.type === b.type && a.spans[0].start === b.spans[0].start,
      );
      for (const { start, removed, added } of changes.toReversed()) now.splice(start, removed, ...added);
      assert.deepEqual(now, after);
    }),
  );
});

test('what is the same is not told again', () => {
  const [a, b, c] = [mention(0, 'A'), mention(5, 'A'), mention(9, 'A')];
  const isSame = (one: EntityMention, other: EntityMention) => one === other;
  assert.deepEqual(listChanges([a, b, c], [a, c], isSame), [{ start: 1, removed: 1, added: [] }]);
  assert.deepEqual(listChanges([a, b], [a, b], isSame), []);
});
