import { test } from 'node:test';
import { checkTokens } from './grammar';

const brat = checkTokens('brat', 'text.brat');
const name = (text: string) => `${text} entity.name.tag.annotation`;
const target = (text: string) => `${text} variable.other.target`;

test('brat: a mention, and one that is interrupted', async () => {
  const offset = (text: string) => `${text} constant.numeric.offset`;
  await brat(
    'T1\tChemical 0 8\tNaproxen',
    name('T1'),
    'Chemical entity.name.type',
    offset('0'),
    offset('8'),
    'Naproxen string.unquoted.wording',
  );
  await brat(
    'T2\tDisease 0 7;20 26\tovarian cancer',
    name('T2'),
    'Disease entity.name.type',
    offset('0'),
    offset('7'),
    '; punctuation.separator.offset',
    offset('20'),
    offset('26'),
    'ovarian cancer string.unquoted.wording',
  );
});

test('brat: a normalisation, a relation, an attribute', async () => {
  await brat(
    'N1\tReference T1 MESH:D009288\tNaproxen',
    name('N1'),
    'Reference keyword.other.reference',
    target('T1'),
    'MESH:D009288 constant.other.concept',
    'Naproxen string.unquoted.wording',
  );
  await brat(
    'R1\tCID Arg1:T1 Arg2:T2',
    name('R1'),
    'CID storage.type.relation',
    'Arg1 variable.parameter.argument',
    ': punctuation.separator.argument',
    target('T1'),
    'Arg2 variable.parameter.argument',
    ': punctuation.separator.argument',
    target('T2'),
  );
  await brat('A1\tNegation T1', name('A1'), 'Negation keyword.other.attribute', target('T1'));
  await brat(
    'A2\tLevel T1 high',
    name('A2'),
    'Level keyword.other.attribute',
    target('T1'),
    'high string.unquoted.value',
  );
});

test('brat: notes, remarks of other programs, events, and what is nothing of the format', async () => {
  await brat(
    '#1\tAnnotatorNotes T1\tsure?',
    name('#1'),
    'AnnotatorNotes keyword.other.note',
    target('T1'),
    'sure? comment.other.note',
  );
  await brat(
    '#2\tConcepts R1\tMESH:D1 MESH:D2',
    name('#2'),
    'Concepts keyword.other.note',
    target('R1'),
    'MESH:D1 constant.other.concept',
    'MESH:D2 constant.other.concept',
  );
  await brat('# made by hand', '# made by hand comment.line.number-sign');
  await brat('E1\tBinding:T3 Theme:T1', name('E1'), 'Binding:T3 Theme:T1 meta.event');
  await brat('T1 Chemical', 'T1 Chemical invalid.illegal.line');
  await brat('');
});

const conll = checkTokens('conll', 'text.conll');

test('CoNLL: a word outside and one inside a mention', async () => {
  await conll('four\tO', 'four string.unquoted.word', 'O constant.language.outside');
  await conll(
    'Naproxen\tB-Chemical',
    'Naproxen string.unquoted.word',
    'B keyword.control.tag',
    '- punctuation.separator.tag',
    'Chemical entity.name.type',
  );
});

test('CoNLL: columns between word and tag, documents, and a line without a tag', async () => {
  await conll(
    'ulcers NNS I-NP S-Disease',
    'ulcers string.unquoted.word',
    ' NNS I-NP comment.other.column',
    'S keyword.control.tag',
    '- punctuation.separator.tag',
    'Disease entity.name.type',
  );
  await conll('-DOCSTART-\t42', '-DOCSTART- keyword.other.document', '42 entity.name.tag.document-id');
  await conll('-DOCSTART- (42)', '-DOCSTART- keyword.other.document', '42 entity.name.tag.document-id');
  await conll('-DOCSTART- -X- O O', '-DOCSTART- keyword.other.document');
  await conll('Naproxen', 'Naproxen invalid.illegal.line');
  await conll('');
});

const key = (text: string) => `"${text}" support.type.property-name`;
const [colon, comma] = [': punctuation.separator.key-value', ', punctuation.separator'];
const [open, close] = ['{ punctuation.definition.dictionary', '} punctuation.definition.dictionary'];

for (const [file, scope] of [
  ['json-annotations', 'source.json.annotations'],
  ['bioc-json', 'source.json.bioc'],
] as const) {
  const json = checkTokens(file, scope, 'annotations');

  test(`${file}: offsets, types, ids and texts have scopes of their own`, async () => {
    await json(
      '{"start": 0, "label": "Chemical", "kb_id": "D009288"}',
      open,
      key('start'),
      colon,
      '0 constant.numeric.offset',
      comma,
      key('label'),
      colon,
      '"Chemical" entity.name.type',
      comma,
      key('kb_id'),
      colon,
      '"D009288" constant.other.concept',
      close,
    );
    await json(
      '"text":"a \\"b\\"","id":7',
      key('text'),
      colon,
      '"a  string.quoted.double.text',
      '\\" constant.character.escape',
      'b string.quoted.double.text',
      '\\" constant.character.escape',
      '" string.quoted.double.text',
      comma,
      key('id'),
      colon,
      '7 entity.name.tag.id',
    );
  });

  test(`${file}: other values, lists, and what is no JSON`, async () => {
    await json(
      '"a":[1.5,true,"x"]',
      key('a'),
      colon,
      '[ punctuation.definition.array',
      '1.5 constant.numeric',
      comma,
      'true constant.language',
      comma,
      '"x" string.quoted.double',
      '] punctuation.definition.array',
    );
    await json('nope', 'nope invalid.illegal.value');
  });
}

const xml = checkTokens('bioc-xml', 'text.xml.bioc', 'bioc');
const tag = (text: string) => `${text} entity.name.tag`;
const mark = (text: string) => `${text} punctuation.definition.tag`;

test('BioC XML: an infon, an id and a text', async () => {
  await xml(
    '<infon key="identifier">D009288</infon>',
    mark('<'),
    tag('infon'),
    'key entity.other.attribute-name',
    '"identifier" string.quoted',
    mark('>'),
    'D009288 constant.other.infon',
    mark('</'),
    tag('infon'),
    mark('>'),
  );
  await xml(
    '<id>42</id>',
    mark('<'),
    tag('id'),
    mark('>'),
    '42 entity.name.tag.document-id',
    mark('</'),
    tag('id'),
    mark('>'),
  );
  await xml(
    '<text>p &lt; 1</text>',
    mark('<'),
    tag('text'),
    mark('>'),
    'p  string.unquoted.text',
    '&lt; constant.character.entity',
    ' 1 string.unquoted.text',
    mark('</'),
    tag('text'),
    mark('>'),
  );
});

test('BioC XML: where a mention is, comments and the prolog', async () => {
  await xml(
    '<location offset="0" length="8"/>',
    mark('<'),
    tag('location'),
    'offset entity.other.attribute-name',
    '0 constant.numeric.offset',
    'length entity.other.attribute-name',
    '8 constant.numeric.offset',
    mark('/>'),
  );
  await xml(
    '<!DOCTYPE collection SYSTEM "BioC.dtd">',
    '<!DOCTYPE collection SYSTEM "BioC.dtd"> meta.preprocessor',
  );
  await xml('<!-- old -->', '<!-- comment.block', ' old  comment.block', '--> comment.block');
});
