import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { biogloss, files } from './shell';

const document = (id: string) => `${id}|t|Naproxen and ulcers
${id}|a|Ulcers healed.
${id}\t0\t8\tNaproxen\tChemical\tD009288
${id}\t13\t19\tulcers\tDisease\tD014456
${id}\tCID\tD009288\tD014456
`;

test('documents keep their ids, order and annotations, over several inputs', async (t) => {
  const path = files(t, { 'b.txt': `${document('2')}\n${document('1')}`, 'a.txt': document('3') });
  const { exitCode, stdout, stderr } = await biogloss([
    'convert',
    path('b.txt'),
    path('a.txt'),
    '--to',
    'pubtator',
  ]);
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  assert.equal(stdout, [document('2'), document('1'), document('3')].join('\n'));
});

test('a corpus that is in the format already stays as it is, unit by unit', async (t) => {
  const odd = `\uFEFF${document('1')}1\t5\t9\twrong\tDisease\tD1|D2\ta|b\r\n\n\n1\tsome note\n9|a|no title`;
  const path = files(t, { 'a.txt': odd });
  const { exitCode, stdout } = await biogloss(['convert', path('a.txt'), '--to', 'pubtator']);
  assert.equal(exitCode, 0);
  assert.equal(stdout, odd);
});

test('the standard input is read where the input is -', async () => {
  const { exitCode, stdout } = await biogloss(['convert', '-', '--to', 'pubtator'], document('7'));
  assert.equal(exitCode, 0);
  assert.equal(stdout, document('7'));
});

test('--out writes the file, with its folder, and nothing to stdout', async (t) => {
  const path = files(t, { 'a.txt': document('3') });
  const { exitCode, stdout } = await biogloss([
    'convert',
    path('a.txt'),
    '--to',
    'pubtator',
    '--out',
    path('new/b.pubtator'),
  ]);
  assert.equal(exitCode, 0);
  assert.equal(stdout, '');
  assert.equal(readFileSync(path('new/b.pubtator'), 'utf8'), document('3'));
});

test('an input that fails is told of in one line, and the others are still done', async (t) => {
  const path = files(t, {
    'empty.txt': '',
    'blank.txt': ' \n\n',
    'binary.txt': Buffer.from([1, 0, 2]),
    'latin1.txt': Buffer.from('caf\xe9', 'latin1'),
    'good.txt': document('3'),
  });
  const bad = ['missing.txt', 'empty.txt', 'blank.txt', 'binary.txt', 'latin1.txt'].map(path);
  const { exitCode, stdout, stderr } = await biogloss([
    'convert',
    ...bad,
    path('good.txt'),
    '--to',
    'pubtator',
  ]);
  assert.equal(exitCode, 1);
  assert.equal(stdout, document('3'));
  const lines = stderr.trimEnd().split('\n');
  const expected = [
    /missing\.txt does not exist/,
    /empty\.txt is empty/,
    /blank\.txt holds nothing but blanks/,
    /binary\.txt is not text: byte 2/,
    /latin1\.txt:1: byte 4/,
  ];
  assert.equal(lines.length, expected.length, stderr);
  for (const [index, pattern] of expected.entries()) assert.match(lines[index], pattern);
});

test('where every input fails, no file is written', async (t) => {
  const path = files(t, { 'empty.txt': '' });
  const { exitCode } = await biogloss([
    'convert',
    path('empty.txt'),
    '--to',
    'pubtator',
    '--out',
    path('b.pubtator'),
  ]);
  assert.equal(exitCode, 1);
  assert.equal(existsSync(path('b.pubtator')), false);
});

test('a folder gives its files in the order of their names, other kinds left out', async (t) => {
  const path = files(t, {
    'in/b.txt': document('2'),
    'in/a/c.pubtator': document('1'),
    'in/figure.png': Buffer.from([0, 1]),
    'in/.hidden.txt': document('9'),
  });
  const { exitCode, stdout, stderr } = await biogloss(['convert', path('in'), '--to', 'pubtator']);
  assert.equal(exitCode, 0);
  assert.equal(stdout, `${document('1')}\n${document('2')}`);
  assert.match(stderr, /in: 1 file of another kind is left out\n$/);
});

test('a bad mention is a warning with its place, and the rest is done', async (t) => {
  const path = files(t, { 'a.txt': document('1').replace('Naproxen\tChemical', 'Aspirin\tChemical') });
  const { exitCode, stdout, stderr } = await biogloss(['convert', path('a.txt'), '--to', 'pubtator']);
  assert.equal(exitCode, 0);
  assert.match(stderr, /a\.txt:3:\d+: .*Aspirin/);
  assert.match(stdout, /13\t19\tulcers/);
});

test('an output that cannot be written is refused before any work', async (t) => {
  const path = files(t, { 'a.txt': document('1') });
  const { exitCode, stderr } = await biogloss([
    'convert',
    path('a.txt'),
    '--to',
    'pubtator',
    '--out',
    path('.'),
  ]);
  assert.equal(exitCode, 2);
  assert.match(stderr, /--out is the folder /);
});

test('what the format cannot hold is told with counts, kept in a side file, and given back from it', async (t) => {
  const path = files(t, {
    'a.jsonl': `${JSON.stringify({
      text: 'Renal and hepatic failure',
      meta: { id: 'x' },
      spans: [
        {
          start: 0,
          end: 25,
          fragments: [
            [0, 5],
            [18, 25],
          ],
          label: 'Disease',
          score: 0.5,
        },
        { start: 10, end: 25, label: 'Disease', attributes: { note: 'sure' } },
      ],
      relations: [],
    })}\n`,
  });
  const there = await biogloss([
    'convert',
    path('a.jsonl'),
    '--to',
    'pubtator',
    '--out',
    path('a.pubtator'),
    '--side-file',
    path('a.kept.json'),
  ]);
  assert.equal(there.exitCode, 0);
  assert.match(
    there.stderr,
    /a\.jsonl: PubTator cannot hold 1 division of a text into passages, 1 gap of an interrupted mention, 1 score of a mention and 1 note about a mention\.$/m,
  );
  // Meanwhile a person gives the second mention a concept and marks a third.
  const changed = readFileSync(path('a.pubtator'), 'utf8')
    .replace('\thepatic failure\tDisease\t-1', '\thepatic failure\tDisease\tD017093')
    .concat('x\t18\t25\tfailure\tDisease\t-1\n');
  writeFileSync(path('a.pubtator'), changed);
  const back = await biogloss([
    'convert',
    path('a.pubtator'),
    '--to',
    'jsonl',
    '--restore',
    path('a.kept.json'),
  ]);
  assert.equal(back.exitCode, 0);
  assert.deepEqual(JSON.parse(back.stdout).spans, [
    {
      start: 0,
      end: 25,
      label: 'Disease',
      text: 'Renal and hepatic failure',
      fragments: [
        [0, 5],
        [18, 25],
      ],
      score: 0.5,
    },
    {
      start: 10,
      end: 25,
      label: 'Disease',
      text: 'hepatic failure',
      kb_id: 'D017093',
      attributes: { note: 'sure' },
    },
    { start: 18, end: 25, label: 'Disease', text: 'failure' },
  ]);
});

test('a side file of another text restores nothing, and a file that is none is told', async (t) => {
  const path = files(t, {
    'a.txt': document('3'),
    'other.json': JSON.stringify({ format: 'biogloss', documents: [{ id: '3', text: 'Other.' }] }),
    'none.json': '{',
  });
  const other = await biogloss([
    'convert',
    path('a.txt'),
    '--to',
    'pubtator',
    '--restore',
    path('other.json'),
  ]);
  assert.match(other.stderr, /the text of document 3 is not that of the side file any more/);
  assert.equal(other.stdout, document('3'));
  const none = await biogloss(['convert', path('a.txt'), '--to', 'pubtator', '--restore', path('none.json')]);
  assert.equal(none.exitCode, 1);
  assert.match(none.stderr, /none\.json is not a side file: /);
});

test('the side file holds all documents of an id that one loses something of, so that each gets its own back', async (t) => {
  const row = (span: object) =>
    JSON.stringify({ text: 'ulcers', id: '3', spans: [{ start: 0, end: 6, ...span }] });
  const path = files(t, {
    'a.jsonl': `${row({ label: 'Disease' })}\n${row({ label: 'Disease', source: 'second' })}\n`,
  });
  const [out, sideFile] = [path('new/a.pubtator'), path('kept/a.json')];
  const there = ['convert', path('a.jsonl'), '--to', 'pubtator', '--out', out, '--side-file', sideFile];
  assert.equal((await biogloss(there)).exitCode, 0);
  const { stdout } = await biogloss(['convert', out, '--to', 'jsonl', '--restore', sideFile]);
  const rows = stdout.trim().split('\n');
  assert.deepEqual(
    rows.map((line) => JSON.parse(line).spans[0].attributes?.source),
    [undefined, 'second'],
  );
});

test('a side file that cannot be written is refused, and nothing is written without it', async (t) => {
  const path = files(t, { 'a.txt': document('1'), 'folder/b': '' });
  const converted = (...more: string[]) =>
    biogloss(['convert', path('a.txt'), '--to', 'conll', '--out', path('a.conll'), '--side-file', ...more]);
  const same = await converted(path('folder/../a.conll'));
  assert.deepEqual([same.exitCode, existsSync(path('a.conll'))], [2, false]);
  assert.match(same.stderr, /--out and --side-file are both /);
  const folder = await converted(path('folder'));
  assert.deepEqual([folder.exitCode, existsSync(path('a.conll'))], [2, false]);
  assert.match(folder.stderr, /--side-file is the folder /);
  const inFile = await converted(path('a.txt/kept.json'));
  assert.deepEqual([inFile.exitCode, existsSync(path('a.conll'))], [1, false]);
  assert.match(inFile.stderr, /kept\.json/);
});

test('documents of a side file that are not in what was read are counted', async (t) => {
  const path = files(t, {
    'a.txt': document('3'),
    'kept.json': JSON.stringify({
      format: 'biogloss',
      documents: [
        { id: '4', text: 'Other.' },
        { id: '5', text: 'Other.' },
      ],
    }),
  });
  const { stderr } = await biogloss([
    'convert',
    path('a.txt'),
    '--to',
    'jsonl',
    '--restore',
    path('kept.json'),
  ]);
  assert.match(stderr, /kept\.json: 2 of its 2 documents are not in what was read, and are not restored/);
});

test('of a brat folder, files that are no text are told with their places, and the other documents are read', async (t) => {
  const path = files(t, {
    'brat/a.txt': 'Naproxen',
    'brat/a.ann': Buffer.from('T1\tChemical 0 8\tNaproxen\n#1\tAnnotatorNotes T1\tf\xfcr\n', 'latin1'),
    'brat/b.txt': 'ulcers',
    'brat/b.a1': 'T1\tDisease 0 6\tulcers\nT2\tDisease 3 9\tulcers\n',
    'brat/c.ann': 'T1\tDisease 0 6\tulcers\n',
  });
  const { exitCode, stdout, stderr } = await biogloss([
    'convert',
    path('brat'),
    '--to',
    'jsonl',
    '--from',
    'brat',
  ]);
  assert.equal(exitCode, 1);
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).meta.id),
    ['b'],
  );
  assert.match(stderr, /a\.ann:2: byte \d+ of the file is not UTF-8 text/);
  assert.match(stderr, /brat:2:1: b\.a1: T2 is left out: its offsets 3 9 are not in the text/);
  assert.match(stderr, /c\.ann has no c\.txt beside it/);
});

test('two documents of one id become two brat files, and come back with that id', async (t) => {
  const path = files(t, { 'a.txt': `${document('3')}\n${document('3')}` });
  await biogloss(['convert', path('a.txt'), '--to', 'brat', '--out', path('brat')]);
  const { stdout } = await biogloss(['convert', path('brat'), '--to', 'pubtator']);
  assert.equal(stdout, `${document('3')}\n${document('3')}`);
});

test('a side file never takes the place of an input', async (t) => {
  const path = files(t, { 'a.txt': document('1') });
  const { exitCode, stderr } = await biogloss([
    'convert',
    path('a.txt'),
    '--to',
    'conll',
    '--side-file',
    path('a.txt'),
  ]);
  assert.equal(exitCode, 2);
  assert.match(stderr, /--side-file is .*a\.txt, which is read as well/);
  assert.equal(readFileSync(path('a.txt'), 'utf8'), document('1'));
});
