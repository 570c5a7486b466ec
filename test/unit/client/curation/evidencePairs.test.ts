import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidencePairs } from '../../../../client/src/curation/evidencePairs';
import { itemsIn, mark } from './items';

test('each mention of the subject goes with the nearest of the object, the nearest pair first', () => {
  const drug = { type: 'Chemical', links: [{ id: 'C' }] };
  const harm = { links: [{ id: 'D' }] };
  const items = itemsIn(
    [
      mark('naproxen', [0, 0], drug),
      mark('ulcers', [0, 40], harm),
      mark('naproxen', [1, 0], drug),
      mark('ulcers', [1, 10], harm),
    ],
    [mark('ulcers', [0, 10], { ...harm, verdict: 'rejected' })],
  );
  const pairs = evidencePairs(
    items,
    { subject: 'C', object: 'D' },
    ({ line, character }) => line * 100 + character,
  );
  assert.deepEqual(
    pairs.map(({ subject, object }) => [subject.start, object.start]),
    [
      [
        { line: 1, character: 0 },
        { line: 1, character: 10 },
      ],
      [
        { line: 0, character: 0 },
        { line: 0, character: 40 },
      ],
    ],
  );
  assert.deepEqual(
    evidencePairs(items, { subject: 'C', object: 'X' }, () => 0),
    [],
  );
});
