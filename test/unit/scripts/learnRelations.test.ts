import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tinyConfig } from '../../support/tinyTraining';
import { folderWith } from './script';

test('with no epochs relations are not said to be learned, and nothing is written', (t) => {
  const config = { ...tinyConfig, relation: { ...tinyConfig.relation, epochs: 0 } };
  const folder = folderWith(t, { 'config.json': JSON.stringify(config), 'train.txt': '1|t|Naproxen.\n' });
  const path = (name: string) => join(folder, name);
  const files = ['--train', path('train.txt'), '--dev', path('train.txt'), '--config', path('config.json')];
  const command = ['scripts/learnRelations.mjs', ...files, '--out', path('out')];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /config\.json has 0 epochs in its section "relation": nothing would be learned\./);
  assert.equal(existsSync(path('out')), false);
});
