import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { biogloss, files } from './shell';

const gold = '1|t|Naproxen and ulcers\n1|a|\n1\t0\t8\tNaproxen\tChemical\tD009288\n';

test('what is missing or impossible is wrong usage', async () => {
  const misused = async (args: readonly string[], message: RegExp) => {
    const { exitCode, stderr } = await biogloss(['train', ...args]);
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr, message);
  };
  await misused([], /--train is missing/);
  await misused(['--train', 'a'], /--out is missing/);
  await misused(['--train', 'a', '--out', 'b', '--seed', '-1'], /--seed/);
  await misused(
    ['--train', 'a', '--out', 'b', '--seed', '1.5'],
    /--seed is "1\.5", and must be a whole number from 0/,
  );
  await misused(['--train', 'a', '--out', 'b', '--device', 'tpu'], /--device is "?tpu/);
});

test('a corpus that cannot be learned from is one sentence, and leaves no run folder', async (t) => {
  const path = files(t, { 'bare.txt': '1|t|Naproxen and ulcers\n1|a|\n', 'good.txt': gold, 'empty.txt': '' });
  const cases: [string, RegExp][] = [
    ['none.txt', /none\.txt does not exist\n$/],
    ['empty.txt', /empty\.txt is empty\n$/],
    ['bare.txt', /bare\.txt cannot be used as a corpus: .*no mention/],
  ];
  for (const [file, message] of cases) {
    const args = [
      '--train',
      path(file),
      '--dev',
      path('good.txt'),
      '--out',
      path('run'),
      '--base',
      'scratch',
    ];
    const { exitCode, stdout, stderr } = await biogloss(['train', ...args]);
    assert.equal(exitCode, 1);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    assert.equal(existsSync(path('run')), false);
  }
});

test('an imported model goes by its name as a base, as everywhere else', async (t) => {
  const path = files(t, { 'good.txt': gold, 'mine/config.json': '{"format":"biogloss-model/9"}' });
  process.env.BIOGLOSS_MODELS = path('.');
  t.after(() => delete process.env.BIOGLOSS_MODELS);
  const trained = await biogloss([
    'train',
    '--train',
    path('good.txt'),
    '--dev',
    path('good.txt'),
    '--out',
    path('run'),
    '--base',
    'mine',
  ]);
  assert.equal(trained.exitCode, 1);
  assert.ok(trained.stderr.includes(path('mine/config.json')), trained.stderr);
  const checked = await biogloss(['check', path('good.txt'), '--model', 'mine']);
  assert.ok(checked.stderr.includes(path('mine/config.json')), checked.stderr);
});

test('a config that is wrong is named with its setting', async (t) => {
  const path = files(t, { 'good.txt': gold, 'config.json': '{ "epochs": -3 }', 'broken.json': '{' });
  for (const config of ['config.json', 'broken.json', 'none.json']) {
    const args = ['--train', path('good.txt'), '--out', path('run'), '--config', path(config)];
    const { exitCode, stderr } = await biogloss(['train', ...args]);
    assert.equal(exitCode, 1);
    assert.match(stderr, new RegExp(`${config.replace('.', '\\.')} cannot be used: `));
  }
});

test('several training files may follow one --train', async (t) => {
  const path = files(t, { 'good.txt': gold });
  const args = ['--train', path('good.txt'), path('second.txt'), '--out', path('run'), '--base', 'scratch'];
  const { exitCode, stderr } = await biogloss(['train', ...args]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /second\.txt does not exist/);
});
