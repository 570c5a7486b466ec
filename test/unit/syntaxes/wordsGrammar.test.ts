import { test } from 'node:test';
import { checkTokens } from './grammar';

const check = checkTokens('words', 'text.biogloss-words');
const name = (text: string) => `${text} string.unquoted.name`;
const concept = (id: string) => `${id} constant.other.concept`;

test('a row with all its columns', () =>
  check(
    'add\tsugar disease\tDisease\tMESH:D003920\tas patients say',
    'add keyword.control.action',
    name('sugar disease'),
    'Disease entity.name.type',
    concept('MESH:D003920'),
    'as patients say comment.other.note',
  ));

test('rows whose last columns are missing, in capitals too', async () => {
  await check('ban\tlead', 'ban keyword.control.action', name('lead'));
  await check('BAN\tlead\tChemical', 'BAN keyword.control.action', name('lead'), 'Chemical entity.name.type');
});

test('several concepts, and none', async () => {
  await check(
    'pin\tDM\t\tlab:1|lab:2',
    'pin keyword.control.action',
    name('DM'),
    concept('lab:1'),
    '| punctuation.separator.concept',
    concept('lab:2'),
  );
  await check(
    'pin\tDM\t\tnone',
    'pin keyword.control.action',
    name('DM'),
    'none constant.language.no-concept',
  );
});

test('comments, the header and what git leaves of a merge', async () => {
  await check('# ours', '# ours comment.line.number-sign');
  await check('action\tname\ttype', 'action\tname\ttype markup.heading');
  await check('<<<<<<< HEAD', '<<<<<<< HEAD invalid.illegal.merge-conflict');
});

test('what is no action is marked, a blank line is not', async () => {
  await check('bann\tlead', 'bann invalid.illegal.action');
  await check('ban lead', 'ban lead invalid.illegal.action');
  await check('');
});
