import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdOut } from '../../../server/src/corrections/holdOut';

const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `${index}.txt`,
    text: `The text of number ${index}.`,
  }));

test('a document stays on its side when others come', () => {
  const few = holdOut(documents(40), 0.2, 1);
  const many = holdOut(documents(200), 0.2, 1);
  const names = (held: readonly { name: string }[]) => held.map(({ name }) => name);
  assert.deepEqual(
    names(many.heldOut).filter((name) => Number.parseInt(name, 10) < 40),
    names(few.heldOut),
  );
  assert.ok(many.heldOut.length > 25 && many.heldOut.length < 55, String(many.heldOut.length));
  assert.notDeepEqual(names(holdOut(documents(200), 0.2, 2).heldOut), names(many.heldOut));
});

test('there is one on each side where there are two, and none is held out of one', () => {
  for (const share of [0.001, 0.999]) {
    const { kept, heldOut } = holdOut(documents(2), share, 1);
    assert.deepEqual([kept.length, heldOut.length], [1, 1]);
  }
  assert.deepEqual(holdOut(documents(1), 0.5, 1).heldOut, []);
  assert.deepEqual(holdOut([], 0.5, 1), { kept: [], heldOut: [] });
});

test('versions of one text go together', () => {
  const sentence =
    'Naproxen caused ulcers in three of fifty patients who had taken it for many years without any complaint';
  const versions = documents(20).map(({ name }, index) => ({
    name,
    text: index < 10 ? `${sentence}, and number ${index} went home.` : `Something else entirely, ${index}.`,
  }));
  for (const seed of [1, 2, 3]) {
    const { heldOut } = holdOut(versions, 0.5, seed);
    const ofText = heldOut.filter(({ text }) => text.startsWith('Naproxen')).length;
    assert.ok(ofText === 0 || ofText === 10, String(ofText));
  }
});
