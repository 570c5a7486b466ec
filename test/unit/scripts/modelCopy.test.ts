import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderWith, script } from './script';

const model = (name: string) => ({ [`${name}/config.json`]: name, [`${name}/README.md`]: name });

test('a copy takes the place of another model, of an empty folder and of none', async (t) => {
  const { copyModel } = await script('modelCopy.mjs');
  const folder = folderWith(t, { ...model('new'), ...model('old'), 'old/relations.onnx': '' });
  mkdirSync(join(folder, 'empty'));
  for (const to of ['old', 'empty', 'deep/below']) {
    copyModel(join(folder, 'new'), join(folder, to));
    assert.deepEqual(readdirSync(join(folder, to)).sort(), ['README.md', 'config.json']);
    assert.equal(readFileSync(join(folder, to, 'config.json'), 'utf8'), 'new');
  }
  assert.deepEqual(readdirSync(folder).sort(), ['deep', 'empty', 'new', 'old']);
});

test('neither a model nor what is no model is lost by a copy that cannot be', async (t) => {
  const { copyModel } = await script('modelCopy.mjs');
  const folder = folderWith(t, { ...model('models/one'), 'notes/a.txt': 'mine' });
  symlinkSync(join(folder, 'models'), join(folder, 'link'));
  const refused = (to: string, why: RegExp) =>
    assert.throws(() => copyModel(join(folder, 'models/one'), join(folder, to)), why);
  for (const to of ['models/one', 'models', '.', 'models/one/copy', 'link/one', 'link/one/copy'])
    refused(to, /cannot take a copy of .*Give another folder/);
  refused('notes', /holds something else than a model/);
  assert.throws(() => copyModel(join(folder, 'nowhere'), join(folder, 'notes')), { code: 'ENOENT' });
  assert.deepEqual(readdirSync(join(folder, 'models/one')).sort(), ['README.md', 'config.json']);
  assert.ok(existsSync(join(folder, 'notes/a.txt')));
});
