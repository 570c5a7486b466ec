import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from '../../../client/src/graphView/layout';

const running = new AbortController().signal;
const concept = (id: string) => ({ id, radius: 10, labelWidth: 130 });

test('no name lies on another or on another shape', async () => {
  const leaves = Array.from({ length: 40 }, (_, number) => `leaf ${number}`);
  const relations = leaves.map((target) => ({ source: 'hub', target }));
  const places = [
    ...(await arrange(['hub', ...leaves].map(concept), relations, new Map(), running)).values(),
  ];
  for (const [i, one] of places.entries())
    for (const other of places.slice(0, i)) {
      const isBeside = Math.abs(one.x - other.x) >= 130;
      assert.ok(isBeside || Math.abs(one.y - other.y) >= 2 * 10 + 17, JSON.stringify([one, other]));
    }
});

test('the same graph gives the same picture, and what has its place keeps it', async () => {
  const draw = (known = new Map()) =>
    arrange(['a', 'b', 'c'].map(concept), [{ source: 'a', target: 'b' }], known, running);
  const places = await draw();
  assert.deepEqual(await draw(), places);
  assert.deepEqual(await draw(places), places);
});
