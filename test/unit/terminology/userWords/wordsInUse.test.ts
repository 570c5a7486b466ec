import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { embeddedIndexPath, openEmbeddedIndex } from '../../../../server/src/terminology/embeddedIndex';
import { Terminologies } from '../../../../server/src/terminology/terminologies';
import { longestFile } from '../../../../server/src/terminology/userWords/wordsFile';
import { wordsInUse } from '../../../../server/src/terminology/userWords/wordsInUse';
import { indexOf } from '../imported';

const terminologies = new Terminologies([
  indexOf(
    { id: 'MESH:D003920', preferredName: 'Diabetes Mellitus', synonyms: [], types: ['Disease'] },
    { id: 'MESH:D009223', preferredName: 'Myotonic Dystrophy', synonyms: [], types: ['Disease'] },
    { id: 'MESH:D007854', preferredName: 'Lead', synonyms: [], types: ['Chemical'] },
  ),
]);

/** Rows that count, as `action name type concept`; problems as `line severity code`. */
function used(...texts: string[]) {
  const files = texts.map((content, i) => ({ name: `file ${i + 1}`, content }));
  const { rows, problems } = wordsInUse(files, terminologies);
  return {
    rows: rows.map(({ word: { action, name, type, concepts } }) =>
      [action, name, type ?? '*', concepts?.join('+') ?? '-'].join(' '),
    ),
    problems: problems.flat().map(({ line, severity, code }) => `${line} ${severity} ${code}`),
    messages: problems.flat().map(({ message }) => message),
    all: problems,
  };
}

const header = 'action\tname\ttype\tconcept\tnote\n';

test('rows say what a name means, in any order, between comments and blank lines', () => {
  const { rows, problems } = used(
    `# ours\n${header}\nadd\tsugar disease\tDisease\tMESH:D003920\tas patients say\npin\tDM\tDisease\tD009223\n` +
      'define\tCompound A\tChemical\tlab:1\nadd\tCA-1\tChemical\nban\tcontrol\npin\tlead and DM\t\tMESH:D007854 | MESH:D009223\npin\tX7\tChemical\tnone\n',
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(rows, [
    'add sugar disease Disease MESH:D003920',
    'pin DM Disease MESH:D009223',
    'define Compound A Chemical lab:1',
    'add CA-1 Chemical -',
    'ban control * -',
    'pin lead and DM * MESH:D007854+MESH:D009223',
    'pin X7 Chemical ',
  ]);
});

test('CRLF, a byte order mark, emoji, capitals and missing ends of lines are no matter', () => {
  const { rows, problems } = used(
    `\uFEFF${header.replace('\n', '\r\n')}PIN\t🙂 DM \tDisease\tMESH:D003920\t🙂\r\nban\tlead`,
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(rows, ['pin 🙂 DM Disease MESH:D003920', 'ban lead * -']);
});

test('a row that cannot be understood is left out, and the others count', () => {
  const { rows, problems, messages } = used(
    `${header}bann\tlead\nban\t\nban\t…\nadd\tlead\npin\tDM\tDisease\npin\tDM\tDisease\tnone|MESH:D003920\n` +
      'define\tCompound A\tChemical\nban\tlead\t\tMESH:D007854\npin DM Disease MESH:D003920\n<<<<<<< HEAD\nban\tcontrol\nadd\tlead\t*\n',
  );
  assert.deepEqual(rows, ['ban control * -']);
  assert.deepEqual(problems, [
    '2 error unknown-action',
    '3 error no-name',
    '4 error no-name',
    '5 error no-type',
    '6 error no-concept',
    '7 error wrong-concept',
    '8 error no-concept',
    '9 error wrong-concept',
    '10 error no-tabs',
    '11 error merge-conflict',
    '13 error no-type',
  ]);
  assert.equal(messages[0], '"bann" is none of the actions add, define, pin, ban; the row is not used');
});

test('of rows that contradict each other the first counts, and the others say which one that is', () => {
  const { rows, problems, messages } = used(
    'pin\tDM\tDisease\tMESH:D003920\npin\tDM\tDisease\tMESH:D009223\nadd\tlead\tChemical\tMESH:D007854\nban\tLead\n' +
      'define\tCompound A\tChemical\tlab:1\ndefine\tCompound B\tChemical\tlab:1\n',
  );
  assert.deepEqual(rows, [
    'pin DM Disease MESH:D003920',
    'add lead Chemical MESH:D007854',
    'define Compound A Chemical lab:1',
  ]);
  assert.deepEqual(problems, ['2 error contradiction', '4 error contradiction', '6 error contradiction']);
  assert.equal(
    messages[0],
    '"DM" means MESH:D009223 here and means MESH:D003920 in line 1, which counts; remove one of the two rows',
  );
});

test('names are compared as everywhere, and rows for other types do not meet', () => {
  const { rows, problems } = used(
    'pin\tsugar-diseases\tDisease\tMESH:D003920\npin\tSugar disease\tDisease\tMESH:D009223\npin\tsugar disease\tChemical\tMESH:D007854\nban\tsugar disease\tGene\n',
  );
  assert.equal(rows.length, 3);
  assert.deepEqual(problems, ['2 error contradiction']);
});

test('a row that is there twice is told once; a pin beside an added name that means the same is none', () => {
  const { problems } = used(
    'add\tDM\tDisease\tMESH:D003920\npin\tDM\tDisease\tMESH:D003920\nadd\tDM\tDisease\tMESH:D003920\nban\tx1\nban\tx1\tDisease\n',
  );
  assert.deepEqual(problems, ['3 warning repetition', '5 warning repetition']);
});

test('ids and types that nothing knows are told, and the rows count', () => {
  const { rows, problems, messages } = used(
    'pin\tDM\tDiseas\tMESH:D999999\ndefine\tGripper\tDevice\tlab:9\nadd\tgrip\tDevice\tlab:9\ndefine\tsugar\tDisease\tMESH:D003920\ndefine\tY9\tChemicals\tlab:8\n',
  );
  assert.equal(rows.length, 5);
  assert.deepEqual(problems, [
    '1 warning unknown-type',
    '1 warning unknown-concept',
    '4 warning known-concept',
    '5 warning unknown-type',
  ]);
  assert.match(messages[1], /no terminology in use has MESH:D999999/);
});

test('several files count together, the first before the others', () => {
  const { rows, all } = used('ban\tlead\n', 'add\tlead\tChemical\nban\tcontrol\n');
  assert.deepEqual(rows, ['ban lead * -', 'ban control * -']);
  assert.match(all[1][0].message, /is banned in line 1 of file 1, which counts/);
});

test('what is no text, or too much of it, is one problem and no row', () => {
  assert.deepEqual(used('ban\tlead\n\0\n').problems, ['1 error no-text']);
  assert.deepEqual(used('ban\tlead\n'.repeat(longestFile / 9 + 1)).problems, ['1 error too-long']);
});

test('the places of problems are columns of their lines', () => {
  const { all } = used(`${header}pin\t DM \tDiseas\tMESH:D003920\n`);
  const { line, column, start, end } = all[0][0];
  assert.deepEqual([line, column, end - start], [2, 10, 6]);
});

test('the header names the columns in their order', () => {
  assert.deepEqual(used('action\ttype\tname\n').problems, ['1 warning header']);
  assert.deepEqual(used('Action\tName\tType\n').problems, []);
});

test('the example of docs/words.md is what it says it is', (t) => {
  if (!existsSync(embeddedIndexPath())) return t.skip('the embedded index is missing');
  const rows = readFileSync('docs/words.md', 'utf8')
    .split('\n')
    .filter((line) => /^ {4}(?:# Words|(?:action|add|define|pin|ban)\t)/.test(line));
  const content = rows.map((line) => line.slice(4)).join('\n');
  const inUse = wordsInUse([{ name: 'docs', content }], new Terminologies([openEmbeddedIndex()]));
  assert.deepEqual(inUse.problems, [[]]);
  assert.equal(inUse.rows.length, rows.length - 2);
});

test('a file as long as may be is read in less than a second', (t) => {
  const count = 26_000;
  const content = Array.from(
    { length: count },
    (_, i) => `add\tname ${i} of it\tDisease\town:${i % 50}`,
  ).join('\n');
  assert.ok(content.length < longestFile && content.length > longestFile * 0.7);
  const began = process.cpuUsage();
  assert.equal(wordsInUse([{ name: 'long', content }], terminologies).rows.length, count);
  const { user } = process.cpuUsage(began);
  t.diagnostic(`${Math.round(user / 1000)} ms of the processor`);
  assert.ok(user < 2_000_000);
});
