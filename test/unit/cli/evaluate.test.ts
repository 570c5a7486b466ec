import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { biogloss, files } from './shell';

const text = '1|t|Naproxen and ulcers\n1|a|Ulcers healed with aspirin.\n';
const mention = (start: number, end: number, words: string, type: string, id: string) =>
  `1\t${start}\t${end}\t${words}\t${type}\t${id}\n`;
const naproxen = mention(0, 8, 'Naproxen', 'Chemical', 'D009288');
const ulcers = mention(13, 19, 'ulcers', 'Disease', 'D014456');
const aspirin = mention(39, 46, 'aspirin', 'Chemical', 'D001241');
const relation = '1\tCID\tD009288\tD014456\n';

test('predictions are scored against gold, by the keys that others rely on', async (t) => {
  const path = files(t, {
    'gold.txt': text + naproxen + ulcers + relation,
    'pred.txt': text + naproxen + aspirin + relation,
  });
  const { exitCode, stdout, stderr } = await biogloss([
    'evaluate',
    '--gold',
    path('gold.txt'),
    '--pred',
    path('pred.txt'),
    '--json',
  ]);
  assert.equal(exitCode, 0, stderr);
  const scores = JSON.parse(stdout);
  assert.deepEqual(scores.mention_all, { p: 0.5, r: 0.5, f1: 0.5, tp: 1, fp: 1, fn: 1 });
  assert.deepEqual(scores.mention_Disease, { p: 0, r: 0, f1: 0, tp: 0, fp: 0, fn: 1 });
  assert.equal(scores.concept_Chemical.tp, 1);
  assert.equal(scores.cid.f1, 1);
  assert.equal(scores.relation_CID.f1, 1);
  assert.equal(scores.link_acc_Chemical, 1);
});

test('without --json a table is printed', async (t) => {
  const path = files(t, { 'gold.txt': text + naproxen });
  const { stdout } = await biogloss(['evaluate', '--gold', path('gold.txt'), '--pred', path('gold.txt')]);
  assert.match(stdout, /precision +recall +F1/);
  assert.match(stdout, /^mention_Chemical +100\.00 +100\.00 +100\.00 +1 +0 +0$/m);
});

test('a gold corpus without mentions, or with too many bad ones, is refused in one sentence', async (t) => {
  const path = files(t, {
    'bare.txt': text,
    'bad.txt': text + naproxen.replace('Naproxen', 'Ibuprofen') + ulcers,
  });
  const bare = await biogloss(['evaluate', '--gold', path('bare.txt'), '--pred', path('bare.txt')]);
  assert.equal(bare.exitCode, 1);
  assert.match(bare.stderr, /bare\.txt cannot be scored against: .*no mention/);
  const bad = await biogloss(['evaluate', '--gold', path('bad.txt'), '--pred', path('bad.txt')]);
  assert.equal(bad.exitCode, 1);
  assert.match(bad.stderr, /bad\.txt cannot be scored against: 1 of its 2 mentions \(50 %\)/);
  assert.equal(bad.stdout, '');
});

test('a missing file and a missing model are told in one sentence', async (t) => {
  const path = files(t, { 'gold.txt': text + naproxen });
  const missing = await biogloss(['evaluate', '--gold', path('none.txt')]);
  assert.equal(missing.exitCode, 1);
  assert.match(missing.stderr, /^\S+none\.txt does not exist\n$/);
  const model = await biogloss(['evaluate', '--gold', path('gold.txt'), '--model', path('no-model')]);
  assert.equal(model.exitCode, 1);
  assert.match(model.stderr, /^biogloss: \S+no-model is not a model: there is no such folder\. [^\n]+\n$/);
});

test('options that contradict each other are wrong usage', async () => {
  for (const args of [
    [],
    ['--gold', 'a', '--pred', 'b', '--model', 'c'],
    ['--gold', 'a', '--pred', 'b', '--given', 'spans'],
    ['--gold', 'a', 'b'],
  ]) {
    assert.equal((await biogloss(['evaluate', ...args])).exitCode, 2, args.join(' '));
  }
});

test('a report holds figures and errors; another file, or the report itself, is compared with', async (t) => {
  const path = files(t, {
    'gold.txt': text + naproxen + ulcers + relation,
    'pred.txt': text + naproxen + aspirin + relation,
    'other.txt': text + naproxen + ulcers,
  });
  const [gold, pred, other] = ['gold.txt', 'pred.txt', 'other.txt'].map(path);
  const args = ['evaluate', '--gold', gold, '--pred', pred];
  const first = await biogloss([...args, '--report', path('report'), '--compare', other, '--json']);
  assert.equal(first.exitCode, 0, first.stderr);
  const { comparison, mention_all } = JSON.parse(first.stdout);
  assert.deepEqual([mention_all.f1, comparison.none.mention_all.other], [0.5, 1]);
  assert.equal(comparison.none.mention_all.difference, -0.5);
  assert.equal(comparison.none.relation_CID.difference, 1);
  const report = JSON.parse(readFileSync(path('report/report.json'), 'utf8'));
  assert.deepEqual(
    report.stages[0].errors.map(({ kind, line, column }: { kind: string; line: number; column: number }) => [
      kind,
      line,
      column,
    ]),
    [
      ['missed', 1, 18],
      ['falsePositive', 2, 24],
    ],
  );
  assert.match(
    readFileSync(path('report/errors.csv'), 'utf8'),
    /none,missed,missed,Disease,1,.*gold\.txt,1,18,13,19,ulcers/,
  );
  const again = await biogloss([...args, '--compare', path('report/report.json')]);
  assert.match(again.stdout, /^mention_all +50\.00 +50\.00 +\+0\.00 +\+0\.00 to \+0\.00 +1\.0000$/m);
});

test('a report of other documents cannot be compared with, and one sentence says so', async (t) => {
  const path = files(t, {
    'gold.txt': text + naproxen,
    'more.txt': text + naproxen + text.replaceAll('1|', '2|') + naproxen.replace('1\t', '2\t'),
  });
  const [gold, more] = ['gold.txt', 'more.txt'].map(path);
  await biogloss(['evaluate', '--gold', more, '--pred', more, '--report', path('report')]);
  const compare = ['--compare', path('report/report.json')];
  const { exitCode, stderr } = await biogloss(['evaluate', '--gold', gold, '--pred', gold, ...compare]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /report\.json was made on other documents \(2\) than these \(1\); evaluate both/);
  const none = await biogloss(['evaluate', '--gold', gold, '--pred', gold, '--compare', path('none')]);
  assert.equal(none.exitCode, 1);
  assert.match(none.stderr, /none does not exist/);
});
