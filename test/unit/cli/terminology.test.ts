import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unlessCorpus } from '../../corpora';
import { biogloss, files } from './shell';

const table =
  'id\tname\tsynonyms\ttypes\nlab:1\tCompound A\tCA-1|Alpha\tChemical\nlab:2\tGouty pain\t\tDisease\n';
const ontology =
  'format-version: 1.2\ndata-version: 2016\nontology: tiny\n\n[Term]\nid: DOID:1\nname: gout\nsynonym: "podagra" EXACT []\ndef: "Swollen toes." []\nxref: MESH:D006073\n';

test('terminologies are imported into one index, and info says what it holds', async (t) => {
  const path = files(t, { 'a.tsv': table, 'b.obo': ontology });
  const out = path('new/mine.terms');
  const { exitCode, stdout, stderr } = await biogloss([
    'terminology',
    'import',
    path('a.tsv'),
    path('b.obo'),
    '--out',
    out,
    '--name',
    'Mine',
  ]);
  assert.equal(exitCode, 0, stderr);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /a\.tsv: 2 concepts \(Table .*\)\n.*b\.obo: 1 concept \(Ontology \(OBO\), version 2016\)\n.*mine\.terms: 3 concepts, 6 names/,
  );
  const info = await biogloss(['terminology', 'info', out]);
  assert.equal(info.exitCode, 0, info.stderr);
  assert.equal(
    info.stdout,
    'Mine\n  3 concepts, 6 names\n  Disease: 2\n  Chemical: 1\n  from a.tsv (table)\n  from b.obo (obo): tiny; version 2016\n',
  );
  const found = await biogloss(['terminology', 'info', out, '--find', 'Podagra']);
  assert.equal(
    found.stdout,
    'DOID:1  gout\n  type: Disease\n  also: podagra\n  same as: MESH:D006073\n  note: Swollen toes.\n',
  );
  const json = await biogloss(['terminology', 'info', out, '--find', 'lab:2', '--find', 'nothing', '--json']);
  assert.deepEqual(
    json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    [
      {
        find: 'lab:2',
        concepts: [{ id: 'lab:2', preferredName: 'Gouty pain', synonyms: [], types: ['Disease'] }],
      },
      { find: 'nothing', concepts: [] },
    ],
  );
});

test('where a file cannot be read whole the old index stays, unless a part is wanted', async (t) => {
  const broken =
    '<DescriptorRecordSet>\n<DescriptorRecord><DescriptorUI>D1</DescriptorUI><DescriptorName><String>Gout</String></DescriptorName></DescriptorRecord>\n<DescriptorRecord></oops>';
  const path = files(t, { 'a.xml': broken, 'mine.terms': 'BGTERMS0 old' });
  const args = ['terminology', 'import', path('a.xml'), '--out', path('mine.terms')];
  const { exitCode, stderr } = await biogloss(args);
  assert.equal(exitCode, 1);
  assert.match(stderr, /a\.xml:3:\d+: this is not valid MeSH XML from here on \(unexpected close tag/);
  assert.match(
    stderr,
    /mine\.terms is left as it was; correct the input, or take what could be read with --partial/,
  );
  assert.equal(readFileSync(path('mine.terms'), 'utf8'), 'BGTERMS0 old');
  const partial = await biogloss([...args, '--partial']);
  assert.equal(partial.exitCode, 1);
  assert.match(partial.stderr, /mine\.terms: 1 concept, 1 name/);
});

test('an index takes the place of no other file, least of all of one that is imported', async (t) => {
  const path = files(t, { 'a.tsv': table, 'empty.terms': '' });
  const to = (out: string) => biogloss(['terminology', 'import', path('a.tsv'), '--out', path(out)]);
  const same = await to('a.tsv');
  assert.equal(same.exitCode, 1);
  assert.match(
    same.stderr,
    /a\.tsv is there already and is no index of a terminology; give the index another/,
  );
  assert.equal(readFileSync(path('a.tsv'), 'utf8'), table);
  assert.match((await to('.')).stderr, /is a folder; name the file of the index/);
  for (const out of ['empty.terms', 'new.terms', 'new.terms']) assert.equal((await to(out)).exitCode, 0, out);
});

test('what is no index is refused in one line', async (t) => {
  const path = files(t, { 'a.terms': 'something', 'empty.tsv': '' });
  const { exitCode, stderr } = await biogloss(['terminology', 'info', path('a.terms')]);
  assert.equal(exitCode, 1);
  assert.equal(
    stderr,
    `biogloss: ${path('a.terms')} is no index of a terminology; "biogloss terminology import" makes one\n`,
  );
  const empty = await biogloss(['terminology', 'import', path('empty.tsv'), '--out', path('x.terms')]);
  assert.equal(empty.exitCode, 1);
  assert.match(empty.stderr, /empty\.tsv is empty; a terminology was expected/);
  assert.ok(!existsSync(path('x.terms')));
});

test('the wrong words are wrong usage', async () => {
  for (const args of [
    ['import'],
    ['import', 'a'],
    ['build'],
    ['build', 'a', 'b'],
    ['shine'],
    ['import', 'a', '--out', 'b', '--from', 'x'],
  ])
    assert.equal((await biogloss(['terminology', ...args])).exitCode, 2, args.join(' '));
});

test('the embedded index is built with its README, the same each time', {
  skip: unlessCorpus('bc5cdr/dev'),
}, async (t) => {
  const data = process.env['BIOGLOSS_DATA'] ?? join(process.cwd(), '..', 'shared', 'data');
  const path = files(t, {});
  writeFileSync(path('mark'), '');
  const build = (folder: string) =>
    biogloss([
      'terminology',
      'build',
      join(data, 'terminology'),
      '--out',
      path(folder),
      '--coverage',
      join(data, 'corpora/bc5cdr/dev.PubTator.txt'),
    ]);
  const [first, second] = [await build('a'), await build('b')];
  assert.deepEqual([first.exitCode, second.exitCode], [0, 0], first.stderr + second.stderr);
  const bytes = readFileSync(path('a/mesh.terms'));
  assert.ok(bytes.equals(readFileSync(path('b/mesh.terms'))));
  assert.ok(readFileSync(path('a/mesh.words')).equals(readFileSync(path('b/mesh.words'))));
  const hash = createHash('sha256').update(bytes).digest('hex');
  assert.equal(readFileSync(path('a/mesh.terms.sha256'), 'utf8'), `${hash}  mesh.terms\n`);
  assert.ok(bytes.length < 8e6, `${bytes.length} bytes`);
  assert.match(
    readFileSync(path('a/README.md'), 'utf8'),
    /\| bc5cdr dev \| Disease \| 604 of 604 \(100\.0 %\) \|/,
  );
  const { stdout } = await biogloss([
    'terminology',
    'info',
    path('a/mesh.terms'),
    '--find',
    'type 2 diabetes',
  ]);
  assert.match(stdout, /^MESH:D003924 {2}Diabetes Mellitus, Type 2\n {2}type: Disease\n/);
});
