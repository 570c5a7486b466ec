import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contributes } from '../../../../client/src/contributions';
import { curationKeys, keysWithoutUse } from '../../../../client/src/curation/curationKeys';

test('no key of curating does two things in one place', () => {
  const seen = new Set<string>();
  for (const { key, when } of contributes.keybindings) {
    const place = `${key} ${when}`;
    assert.ok(!seen.has(place), place);
    seen.add(place);
  }
});

test('in a review no letter, digit or sign is typed into the text, with Shift or without', () => {
  const taken = new Set([...curationKeys.map(({ key }) => key), ...keysWithoutUse]);
  for (const key of [...'abcdefghijklmnopqrstuvwxyz0123456789', '[Comma]', '[Quote]', 'space', 'backspace'])
    for (const held of ['', 'shift+']) assert.ok(taken.has(held + key), held + key);
});

test('single keys hold only while a review or the view has the keyboard', () => {
  for (const { key, when } of contributes.keybindings)
    if (/^(shift\+)?(alt\+)?([a-z0-9]|\[\w+\]|numpad\w+|space|enter|tab|backspace|delete|escape)$/.test(key))
      assert.match(when, /biogloss\.reviewing|focusedView == biogloss\.curation/, key);
});

test('docs/curation.md has a row for each key', () => {
  const table = readFileSync('docs/curation.md', 'utf8').split('| key | what it does')[1]!.split('\n\n')[0]!;
  const told = table
    .split('\n')
    .slice(2)
    .flatMap((row) => row.split('|')[1]!.match(/[A-Z\d]/g) ?? []);
  assert.deepEqual(
    told.sort(),
    [...new Set(curationKeys.map(({ key }) => key.split('+').at(-1)!.toUpperCase()))].sort(),
  );
});
