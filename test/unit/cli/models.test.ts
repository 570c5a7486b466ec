import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FileServer } from '../../support/fileServer';
import { biogloss, files } from './shell';

const embedded = join(process.cwd(), 'models', 'default');
const skip = existsSync(embedded) ? false : 'no embedded model here';

test('models are listed, exported, imported, told of and removed from the shell', { skip }, async (t) => {
  const path = files(t, { 'work/notes.txt': 'nothing' });
  const models = ['--models', path('models')];
  const exported = await biogloss(['model', 'export', 'default', '--out', path('mine.zip')]);
  assert.equal(exported.exitCode, 0, exported.stderr);
  assert.match(exported.stderr, /mine\.zip: \d+ files, \d+\.\d MB\n$/);
  assert.equal(exported.stdout, '');
  const imported = await biogloss(['model', 'import', path('mine.zip'), ...models]);
  assert.equal(imported.exitCode, 0, imported.stderr);
  assert.match(imported.stderr, /default 0\.1\.0, imported\n {2}marks: Chemical, Disease \(bc5cdr\)/);
  const info = await biogloss(['model', 'info', 'mine', ...models]);
  assert.match(info.stdout, /^default 0\.1\.0, imported\n[\s\S]* {2}F1: .*all mentions 0\.\d{3}/);
  const listed = await biogloss(['model', 'list', path('work'), '--json', ...models]);
  assert.deepEqual(
    JSON.parse(listed.stdout).map(({ origin }: { origin: string }) => origin),
    ['embedded', 'imported'],
  );
  assert.match(
    (await biogloss(['model', 'list', path('work'), ...models])).stdout,
    /comes with BioGloss[\s\S]*imported/,
  );

  const before = process.env.BIOGLOSS_MODELS;
  process.env.BIOGLOSS_MODELS = path('models');
  t.after(() => {
    if (before === undefined) delete process.env.BIOGLOSS_MODELS;
    else process.env.BIOGLOSS_MODELS = before;
  });
  const named = await biogloss(
    ['annotate', '-', '--to', 'csv', '--model', 'mine'],
    'Naproxen caused gastric ulcers.',
  );
  assert.equal(named.exitCode, 0, named.stderr);
  assert.match(named.stdout, /Chemical,0,8,Naproxen/);

  const unasked = await biogloss(['model', 'remove', 'mine', ...models]);
  assert.equal(unasked.exitCode, 2);
  assert.match(unasked.stderr, /nobody can be asked "Delete .*mine for good\?"; agree beforehand with --yes/);
  for (const name of ['..', '../work', 'none', '.']) {
    const { exitCode, stderr } = await biogloss(['model', 'remove', name, '--yes', ...models]);
    assert.deepEqual([exitCode, /There is no imported model/.test(stderr)], [1, true], name);
  }
  assert.equal((await biogloss(['model', 'remove', 'mine', '--yes', ...models])).exitCode, 0);
  assert.deepEqual(readdirSync(path('models')), []);
  assert.ok(existsSync(path('work/notes.txt')));
});

test('a download tells size and licence, and fetches nothing that nobody agreed to', async (t) => {
  const path = files(t, {});
  const info = {
    siblings: [
      { rfilename: 'config.json', size: 9 },
      { rfilename: 'pytorch_model.bin', size: 440e6 },
    ],
    cardData: { license: 'mit' },
  };
  const hub = await FileServer.start({ 'api/models/lab/big/revision/main': JSON.stringify(info) });
  t.after(() => hub.stop());
  const { exitCode, stderr } = await biogloss([
    'model',
    'download',
    hub.at('lab/big'),
    '--models',
    path('models'),
  ]);
  assert.equal(exitCode, 2);
  assert.match(
    stderr,
    /lab\/big\n {2}licence: mit\n {2}config\.json: 0\.0 MB\n {2}pytorch_model\.bin: 440\.0 MB\n {2}in all: 440\.0 MB\n {2}The connection is not encrypted.*\n.*agree beforehand with --yes/,
  );
  assert.equal(hub.asked.length, 1);
  assert.ok(!existsSync(path('models')));
});

test('wrong usage is told, and wrong input', async (t) => {
  const path = files(t, { 'a.txt': 'text' });
  const cases: [string[], number, RegExp][] = [
    [['model'], 2, /say what to do: list, info, export/],
    [['model', 'fly'], 2, /there is no "model fly"/],
    [['model', 'export', 'default'], 2, /--out is missing/],
    [['model', 'import'], 2, /FILE or FOLDER is missing/],
    [['model', 'info', 'none'], 1, /^$/],
    [['model', 'import', path('a.txt'), '--models', path('models')], 1, /a\.txt is no \.zip file/],
    [['model', 'download', 'a b', '--models', path('models')], 1, /is no source of a model/],
  ];
  for (const [args, code, sentence] of cases) {
    const { exitCode, stderr } = await biogloss(args);
    assert.deepEqual([exitCode, sentence.test(stderr)], [code, true], `${args.join(' ')}: ${stderr}`);
  }
});
