import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mention, sidecarOf } from '../curation/decided';
import { biogloss, files } from './shell';

const embedded = join('models', 'default', 'config.json');
const skip = existsSync(embedded) ? false : `${embedded} is missing: the embedded model is not there to run`;
const text = 'Naproxen caused gastric ulcers in two patients.';
const gold = (id: string) => `${id}|t|${text}
${id}|a|Aspirin did not.
${id}\t0\t8\tNaproxen\tChemical\tD009288
${id}\t16\t30\tgastric ulcers\tDisease\tD013276
`;

test('documents keep their ids and order; annotations of the input are predicted anew', {
  skip,
}, async (t) => {
  const wrong = gold('12').replace('Naproxen\tChemical', 'Naproxen\tGene');
  const path = files(t, { 'a.txt': `${wrong}\n${gold('3')}` });
  const { exitCode, stdout, stderr } = await biogloss([
    'annotate',
    path('a.txt'),
    '--to',
    'pubtator',
    '--device',
    'cpu',
  ]);
  assert.equal(exitCode, 0, stderr);
  // A person who converts later would miss them.
  assert.match(stderr, /^PubTator cannot hold .*scores of mentions.*\.\n$/);
  assert.deepEqual(stdout.match(/^\d+(?=\|t\|)/gm), ['12', '3']);
  assert.match(stdout, /^12\t0\t8\tNaproxen\tChemical\t/m);
  assert.doesNotMatch(stdout, /Gene/);
});

test('given entities stay as they are, given spans keep their types', { skip }, async (t) => {
  const path = files(t, { 'a.txt': gold('3') });
  const annotate = (given: string) =>
    biogloss(['annotate', path('a.txt'), '--to', 'pubtator', '--given', given, '--device', 'cpu']);
  const entities = await annotate('entities');
  assert.equal(entities.exitCode, 0, entities.stderr);
  assert.ok(entities.stdout.startsWith(gold('3')), entities.stdout);
  assert.doesNotMatch(entities.stdout, /Aspirin\t/);
  const spans = await annotate('spans');
  assert.deepEqual(
    spans.stdout.match(/^3\t\d+\t\d+\t[^\t]+\t[^\t]+/gm),
    gold('3').match(/^3\t\d+\t\d+\t[^\t]+\t[^\t]+/gm),
  );
});

test('text comes from the standard input too, and --to pretty is for a reader', { skip }, async () => {
  const { exitCode, stdout } = await biogloss(['annotate', '-', '--to', 'pretty', '--device', 'cpu'], text);
  assert.equal(exitCode, 0);
  assert.match(stdout, /\[Naproxen\]Chemical caused [^\n]*ulcers\]Disease/);
  assert.ok(!stdout.includes('\u001b'), 'colours are for terminals');
});

test('Markdown is read as prose only', { skip }, async (t) => {
  const path = files(t, {
    'notes.md':
      '# Notes\n\nThe patient took **naproxen** daily.\n\n```\nThe patient took lithium daily.\n```\n',
  });
  const { stdout } = await biogloss(['annotate', path('notes.md'), '--to', 'jsonl', '--device', 'cpu']);
  const { spans } = JSON.parse(stdout);
  const names = spans.map(({ text }: { text: string }) => text);
  assert.ok(names.includes('naproxen'), `${names}`);
  assert.ok(!names.includes('lithium'), 'a fenced block is no prose');
});

test('a bad input between good ones costs only itself', { skip }, async (t) => {
  const path = files(t, { 'a.txt': gold('1'), 'b.txt': Buffer.from([0, 1]), 'c.txt': gold('2') });
  const inputs = ['a.txt', 'b.txt', 'none.txt', 'c.txt'].map(path);
  const { exitCode, stdout, stderr } = await biogloss([
    'annotate',
    ...inputs,
    '--to',
    'pubtator',
    '--device',
    'cpu',
  ]);
  assert.equal(exitCode, 1);
  assert.deepEqual(stdout.match(/^\d+(?=\|t\|)/gm), ['1', '2']);
  const [binary, none, lost, ...others] = stderr.trimEnd().split('\n');
  assert.match(binary!, /b\.txt is not text/);
  assert.match(none!, /none\.txt does not exist/);
  assert.match(lost!, /^PubTator cannot hold /);
  assert.deepEqual(others, []);
});

test('a model that is none is one sentence', async (t) => {
  const path = files(t, { 'a.txt': text, 'model/config.json': '{ "format": "something else" }' });
  for (const model of [path('nowhere'), path('model')]) {
    const { exitCode, stdout, stderr } = await biogloss([
      'annotate',
      path('a.txt'),
      '--to',
      'json',
      '--model',
      model,
    ]);
    assert.equal(exitCode, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^biogloss: [^\n]+\n$/);
  }
});

test('a words file adds, pins and bans names; a row that is wrong costs only itself', { skip }, async (t) => {
  const path = files(t, {
    'a.txt': 'Naproxen caused gastric ulcers in CA-1 patients. Aspirin did not.',
    'words.tsv':
      'action\tname\ttype\tconcept\ndefine\tCompound A\tChemical\tlab:1\nadd\tCA-1\tChemical\tlab:1\n' +
      'pin\tnaproxen\tChemical\tMESH:D001241\nban\tgastric ulcer\npim\taspirin\n',
    'broken.tsv': Buffer.from([0, 1]),
  });
  const annotate = (words: string) =>
    biogloss(['annotate', path('a.txt'), '--to', 'pubtator', '--words', path(words), '--device', 'cpu']);
  const { exitCode, stdout, stderr } = await annotate('words.tsv');
  assert.equal(exitCode, 1);
  assert.match(stderr, /words\.tsv:6:1: "pim" is none of the actions/);
  assert.match(stdout, /\tNaproxen\tChemical\tMESH:D001241$/m);
  assert.match(stdout, /\tCA-1\tChemical\tlab:1$/m);
  assert.match(stdout, /\tAspirin\tChemical\t/);
  assert.doesNotMatch(stdout, /gastric ulcers\t/);
  const broken = await annotate('broken.tsv');
  assert.equal(broken.exitCode, 1);
  assert.equal(broken.stdout, '');
  assert.match(broken.stderr, /^biogloss: [^\n]*broken\.tsv is not text[^\n]*\n$/);
});

test('the dictionary reads without a model: names of an imported terminology and of the embedded one', async (t) => {
  const path = files(t, {
    'a.txt': 'Naproxen and the p53 gene\n\nNaproxen did not change TP53.\n',
    'genes.tsv': 'id\tname\tsynonyms\ttypes\nHGNC:11998\tTP53\tp53\tGene\n',
  });
  const imported = await biogloss(['terminology', 'import', path('genes.tsv'), '--out', path('g.terms')]);
  assert.equal(imported.exitCode, 0, imported.stderr);
  const args = ['annotate', path('a.txt'), '--to', 'pubtator', '--reader', 'dictionary'];
  const { exitCode, stdout, stderr } = await biogloss([...args, '--terminology', path('g.terms')]);
  assert.equal(exitCode, 0, stderr);
  assert.deepEqual(
    stdout.match(/\t\S+\t\w+\t\S+$/gm),
    [
      'Naproxen\tChemical\tMESH:D009288',
      'p53\tGene\tHGNC:11998',
      'Naproxen\tChemical\tMESH:D009288',
      'TP53\tGene\tHGNC:11998',
    ].map((each) => `\t${each}`),
  );
  const missing = await biogloss([...args, '--terminology', path('none.terms')]);
  assert.equal(missing.exitCode, 1);
  assert.match(missing.stderr, /there is no .*none\.terms; import it again/);
});

test('a words file decides what given mentions mean, also where the dictionary reads', async (t) => {
  const mention = '1|t|Naproxen helped.\n1|a|\n1\t0\t8\tNaproxen\tChemical';
  const path = files(t, { 'a.pubtator': `${mention}\n`, 'words.tsv': 'pin\tnaproxen\tChemical\tlab:1\n' });
  const args = [
    'annotate',
    path('a.pubtator'),
    '--to',
    'pubtator',
    '--reader',
    'dictionary',
    '--given',
    'spans',
  ];
  assert.match((await biogloss(args)).stdout, /\tMESH:D009288\n/);
  assert.match((await biogloss([...args, '--words', path('words.tsv')])).stdout, /\tlab:1\n/);
});

test('a model has what only an imported terminology knows beside its own', { skip }, async (t) => {
  const path = files(t, {
    'a.txt': 'Naproxen and the p53 gene\n\nNaproxen did not change TP53.\n',
    'genes.tsv': 'id\tname\tsynonyms\ttypes\nHGNC:11998\tTP53\tp53\tGene\nlab:1\tNaproxen\t\tGene\n',
  });
  await biogloss(['terminology', 'import', path('genes.tsv'), '--out', path('g.terms')]);
  const args = ['annotate', path('a.txt'), '--to', 'pubtator', '--device', 'cpu'];
  const { stdout } = await biogloss([...args, '--terminology', path('g.terms')]);
  assert.deepEqual(stdout.match(/\w+\tGene\t\S+$/gm), ['p53\tGene\tHGNC:11998', 'TP53\tGene\tHGNC:11998']);
  assert.equal(stdout.match(/Naproxen\tChemical/g)?.length, 2);
});

test('what persons decided beside a text counts where it is asked for', { skip }, async (t) => {
  const path = files(t, {
    'a.txt': text,
    'a.txt.curation': sidecarOf(
      mention(text, {
        was: { words: 'gastric ulcers', type: 'Disease' },
        is: { words: 'ulcers', type: 'Disease', concepts: ['MESH:D014456'] },
      }),
    ),
    'b.txt': 'Aspirin did not.',
  });
  const annotate = (...options: string[]) =>
    biogloss([
      'annotate',
      path('a.txt'),
      path('b.txt'),
      '--to',
      'mentions-tsv',
      '--device',
      'cpu',
      ...options,
    ]);
  const rows = ({ stdout }: { stdout: string }) =>
    stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map((cells) => `${cells[5]} ${cells[9]}`);
  assert.deepEqual(rows(await annotate()), [
    'Naproxen predicted',
    'gastric ulcers predicted',
    'Aspirin predicted',
  ]);
  assert.deepEqual(rows(await annotate('--annotations', 'both')), [
    'Naproxen predicted',
    'ulcers user',
    'Aspirin predicted',
  ]);
  const curated = await annotate('--annotations', 'curated');
  assert.deepEqual(rows(curated), ['ulcers user']);
  assert.match(curated.stderr, /^1 document that nobody has decided on is left out\.$/m);
  const both = await annotate('--annotations', 'both', '--given', 'spans');
  assert.equal(both.exitCode, 2);
});
