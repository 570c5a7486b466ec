import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INITIAL } from 'vscode-textmate';
import { checkTokens, grammarOf } from './grammar';

const check = checkTokens('pubtator', 'text.pubtator');

const id = '42 entity.name.tag.document-id';
const bar = '| punctuation.separator';

test('a title line', () =>
  check(
    '42|t|Ulcers | and naproxen',
    id,
    bar,
    't keyword.other.passage',
    bar,
    'Ulcers | and naproxen markup.heading.title',
  ));

test('an abstract line, and an empty one', async () => {
  await check('42|a|Text.', id, bar, 'a keyword.other.passage', bar, 'Text. meta.abstract');
  await check('42|a|', id, bar, 'a keyword.other.passage', bar);
});

test('a mention with its concept', () =>
  check(
    '42\t0\t8\tNaproxen\tChemical\tD009288',
    id,
    '0 constant.numeric.offset',
    '8 constant.numeric.offset',
    'Naproxen string.unquoted.wording',
    'Chemical entity.name.type',
    'D009288 constant.other.concept',
  ));

test('a composite mention lists its concepts, then its parts', () =>
  check(
    '42\t0\t25\tovarian and breast cancer\tDisease\tD010051|D001943\tovarian cancer|breast cancer',
    id,
    '0 constant.numeric.offset',
    '25 constant.numeric.offset',
    'ovarian and breast cancer string.unquoted.wording',
    'Disease entity.name.type',
    'D010051 constant.other.concept',
    '| punctuation.separator.concept',
    'D001943 constant.other.concept',
    'ovarian cancer|breast cancer comment.other.remainder',
  ));

test('a mention whose concept is unknown, and one without the column', async () => {
  const mention = [
    id,
    '0 constant.numeric.offset',
    '4 constant.numeric.offset',
    'pain string.unquoted.wording',
    'Disease entity.name.type',
  ];
  await check('42\t0\t4\tpain\tDisease\t-1', ...mention, '-1 constant.language.no-concept');
  await check('42\t0\t4\tpain\tDisease', ...mention);
});

test('a relation of the whole document', () =>
  check(
    '42\tCID\tD009288\tD014456',
    id,
    'CID storage.type.relation',
    'D009288 constant.other.concept',
    'D014456 constant.other.concept',
  ));

test('a relation whose type or concepts look like numbers in part', () =>
  check(
    '42\tAssociation\tMESH:D1\t5243\tNovel',
    id,
    'Association storage.type.relation',
    'MESH:D1 constant.other.concept',
    '5243 constant.other.concept',
    'Novel comment.other.remainder',
  ));

test('a byte order mark does not hide the first title', async () => {
  const grammar = await grammarOf('pubtator', 'text.pubtator');
  const { tokens } = grammar.tokenizeLine('\uFEFF42|t|Ulcers', INITIAL);
  assert.ok(tokens.some(({ scopes }) => scopes.includes('markup.heading.title.pubtator')));
});

test('a line that is nothing of the format is marked, a blank one is not', async () => {
  await check('naproxen', 'naproxen invalid.illegal.line');
  await check('');
  await check('  ');
});
