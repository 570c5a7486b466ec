import assert from 'node:assert/strict';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderWith, script } from './script';

const lock = (packages: object) => JSON.stringify({ packages });
const wanted = lock({
  '': { name: 'biogloss' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-win32': { version: '2.0.0', optional: true },
});

test('packages count as installed only where npm finished with this very lock', async (t) => {
  const { packagesInstalled } = await script('setup.mjs');
  const installed = (packages: object) =>
    packagesInstalled(
      folderWith(t, { 'package-lock.json': wanted, 'node_modules/.package-lock.json': lock(packages) }),
    );
  assert.equal(
    installed({ 'node_modules/a': { version: '1.0.0' } }),
    true,
    'another platform’s package may be missing',
  );
  assert.equal(installed({ 'node_modules/a': { version: '0.9.0' } }), false);
  assert.equal(installed({}), false);
  assert.equal(packagesInstalled(folderWith(t, { 'package-lock.json': wanted })), false);
});

test('bundles are fresh until a source changes, appears or goes', async (t) => {
  const { bundlesFresh } = await script('setup.mjs');
  const folder = folderWith(t, {
    'dist/cli.js': '',
    'dist/server.js': '',
    'server/src/cli/main.ts': '',
    'server/src/cli/train.ts': '',
    'package.json': '{}',
  });
  const setTime = (path: string, seconds: number) => utimesSync(join(folder, path), seconds, seconds);
  const age = () => {
    for (const path of ['server/src/cli/main.ts', 'server/src/cli', 'server/src', 'server', 'package.json'])
      setTime(path, 1000);
  };
  setTime('server/src/cli/train.ts', 1000);
  for (const path of ['dist/cli.js', 'dist/server.js']) setTime(path, 2000);
  age();
  assert.equal(bundlesFresh(folder), true);

  setTime('server/src/cli/main.ts', 3000);
  assert.equal(bundlesFresh(folder), false, 'a source is newer');
  age();
  rmSync(join(folder, 'server/src/cli/train.ts'));
  assert.equal(bundlesFresh(folder), false, 'a source went');
  age();
  assert.equal(bundlesFresh(folder), true);
  rmSync(join(folder, 'dist/cli.js'));
  assert.equal(bundlesFresh(folder), false, 'a bundle is missing');
});

test('an old node is refused in a sentence that says what to do', async () => {
  const { checkNode } = await script('setup.mjs');
  assert.throws(() => checkNode('18.19.0'), /node is version 18\.19\.0, and version 20 or later is needed/);
  checkNode('20.0.0');
});
