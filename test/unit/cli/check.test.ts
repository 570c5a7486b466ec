import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { biogloss, files } from './shell';

const text = (id: number, words: string) =>
  `${id}|t|Naproxen ${words}\n${id}|a|\n${id}\t0\t8\tNaproxen\tChemical\tD009288\n`;
const one = text(2339463, 'was given to all of the fifty patients of this hospital over a year and helped');

test('what a corpus is fit for is told, as a table or as JSON', async (t) => {
  const path = files(t, { 'train.txt': one, 'dev.txt': text(77, 'was given to none') });
  const given = ['check', path('train.txt'), '--dev', path('dev.txt')];
  const table = await biogloss(given);
  assert.equal(table.exitCode, 0, table.stderr);
  assert.match(table.stdout, /^documents +1 +1$/m);
  assert.match(table.stdout, /^Chemical +1 \(1\) +1 \(1\)$/m);
  assert.match(table.stdout, /^warning: Types with few mentions \(1\)$/m);
  const json = await biogloss([...given, '--json', '--rare', '0']);
  const report = JSON.parse(json.stdout);
  assert.equal(report.format, 'biogloss-corpus-check');
  assert.equal(report.base.name, 'default');
  assert.deepEqual(
    report.findings.map(({ kind }: { kind: string }) => kind),
    ['missingType'],
  );
});

test('a leak is located in both files', async (t) => {
  const path = files(t, { 'train.txt': one, 'dev.txt': `${text(1, 'alone')}\n${one}` });
  const { stdout } = await biogloss([
    'check',
    '--train',
    path('train.txt'),
    '--dev',
    path('dev.txt'),
    '--model',
    'scratch',
  ]);
  assert.match(stdout, /warning: Documents of dev are in train as well \(1\)/);
  assert.ok(stdout.includes(`${path('dev.txt')}:5:11: “Naproxen was given`), stdout);
  assert.ok(stdout.includes(`(${path('train.txt')}:1:1)`), stdout);
});

test('a refused file is one sentence and exit code 1; the others are still checked', async (t) => {
  const path = files(t, { 'good.txt': one, 'bare.txt': '1|t|Nothing\n1|a|\n', 'empty.txt': '' });
  const { exitCode, stdout, stderr } = await biogloss([
    'check',
    path('good.txt'),
    path('bare.txt'),
    path('empty.txt'),
  ]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /bare\.txt cannot be used as a corpus: its 1 documents hold no mention/);
  assert.match(stderr, /empty\.txt is empty/);
  assert.doesNotMatch(stderr, /good\.txt/);
  assert.match(stdout, /The corpus cannot be used as it is\./);
});

test('the report is one page that needs nothing else', async (t) => {
  const path = files(t, { 'train.txt': one.replace('Naproxen was', 'Naproxen </script><b> was') });
  const page = path('out/check.html');
  const { exitCode, stderr } = await biogloss(['check', path('train.txt'), '--report', page]);
  // Without a build there is no page to show; then the sentence says what to do.
  if (exitCode === 1) return assert.match(stderr, /npm run build/);
  const html = readFileSync(page, 'utf8');
  assert.match(html, /default-src 'none'/);
  assert.equal(html.match(/<\/script>/g)?.length, 2);
});

test('wrong usage is told', async () => {
  for (const [args, message] of [
    [[], /give the files to check/],
    [['a.txt', '--split', '2'], /--split is "2", and must be a share/],
    [['a.txt', '--seed', 'x'], /--seed is "x"/],
    [['a.txt', '--from', 'nonsense'], /--from is "nonsense"/],
  ] as const) {
    const { exitCode, stderr } = await biogloss(['check', ...args]);
    assert.equal(exitCode, 2);
    assert.match(stderr, message);
  }
  const { exitCode, stderr } = await biogloss(['check', 'a.txt', '--model', '/nowhere']);
  assert.equal(exitCode, 1);
  assert.match(stderr, /\/nowhere is not a model/);
});
