import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clearTemporaries, writeAtomically } from '../../../server/src/platform/atomicFile';
import { emptyFolder } from '../runs/folder';

test('of many writes of one process to one path each is whole, and nothing else is left', async (t) => {
  const path = join(emptyFolder(t), 'file');
  const contents = Array.from({ length: 20 }, (_, digit) => `${digit}`.repeat(100_000));
  await Promise.all(contents.map((content) => writeAtomically(path, [Buffer.from(content)])));
  assert.ok(contents.includes(readFileSync(path, 'utf8')));
  assert.deepEqual(readdirSync(join(path, '..')), ['file']);
});

test('what a killed process was writing is cleared away, and nothing else', async (t) => {
  const folder = emptyFolder(t);
  for (const name of ['weights', 'weights.4711.tmp', 'other.4711.tmp', 'weights.txt'])
    writeFileSync(join(folder, name), '');
  await clearTemporaries(join(folder, 'weights'));
  assert.deepEqual(readdirSync(folder).sort(), ['other.4711.tmp', 'weights', 'weights.txt']);
});
