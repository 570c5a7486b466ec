import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatById, readFile } from '../../../server/src/formats/registry';
import { annotated } from '../../support/annotated';
import { shaped } from '../../support/shaped';

const documents = [
  annotated('«Naproxen»:Chemical=D009288 & «"ulcers"»:Disease=D014456 🙂 <b>\nagain', 'D009288 CID D014456'),
  { ...annotated('No marks\there.'), id: 'second' },
];

for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml', 'conll'])
  test(`${id}: what was formatted says the same, and is formatted already`, () => {
    const source = formatById(id)!.write!(documents);
    const once = shaped(id, source);
    const read = (text: string) => readFile({ name: 'notes', text }, formatById(id)).documents;
    assert.deepEqual(read(once), read(source));
    assert.equal(shaped(id, once), once);
  });

test('PubTator: mentions in order of reading, relations behind them, one blank line between documents', () =>
  assert.equal(
    shaped(
      'pubtator',
      '1|t|Naproxen and ulcers\n1\tCID\tD9\tD1\n1\t13\t19\tulcers\tDisease\tD1\n1\t0\t8\tNaproxen\tChemical\tD9\n\n\n2|t|Aspirin',
    ),
    '1|t|Naproxen and ulcers\n1\t0\t8\tNaproxen\tChemical\tD9\n1\t13\t19\tulcers\tDisease\tD1\n1\tCID\tD9\tD1\n\n2|t|Aspirin\n',
  ));

test('PubTator: lines that were not understood keep their place among the others', () => {
  const source =
    '1|t|Naproxen and ulcers\n1\t13\t19\tulcers\tDisease\n# sure?\n1\t0\t8\tNaproxen\tChemical\n';
  assert.equal(shaped('pubtator', source), source);
});

test('brat: each mention with what is said of it, then relations; names stay', () =>
  assert.equal(
    shaped(
      'brat',
      '#1\tAnnotatorNotes T2\tsure?\nR1\tCID Arg1:T1 Arg2:T2\n\nT2\tDisease 13 19\tulcers\nN1\tReference T1 MESH:D9\tNaproxen\nT1\tChemical 0 8\tNaproxen\n',
      'Naproxen and ulcers',
    ),
    'T1\tChemical 0 8\tNaproxen\nN1\tReference T1 MESH:D9\tNaproxen\nT2\tDisease 13 19\tulcers\n#1\tAnnotatorNotes T2\tsure?\nR1\tCID Arg1:T1 Arg2:T2\n',
  ));

test('brat: of several attributes of one name the last counts, so that their order stays', () => {
  const source = 'A2\tLevel T1 low\nA1\tLevel T1 high\nT1\tChemical 0 8\tNaproxen\n';
  const once = shaped('brat', source, 'Naproxen');
  assert.equal(once, 'T1\tChemical 0 8\tNaproxen\nA2\tLevel T1 low\nA1\tLevel T1 high\n');
});

test('CoNLL: blanks between columns become tabs, but not where tabs part them', () => {
  assert.equal(
    shaped('conll', 'Naproxen NN B-Chemical \ncaused   VB O\n\n\n\nulcers NN B-Disease'),
    'Naproxen\tNN\tB-Chemical\ncaused\tVB\tO\n\nulcers\tNN\tB-Disease\n',
  );
  const withEmptyColumn = 'Naproxen\t\tB-Chemical\n';
  assert.equal(shaped('conll', withEmptyColumn), withEmptyColumn);
});

test('JSON lines: blanks between values alone; numbers and escapes stay as they are written', () =>
  assert.equal(
    shaped('jsonl', '{"text":"a \\u03b2 ,: b",\t"score":1.50e0 ,"spans":[ ]}\n'),
    '{"text": "a \\u03b2 ,: b", "score": 1.50e0, "spans": []}\n',
  ));

test('BioC: an element or a property a line, texts as they are', () => {
  assert.equal(
    shaped(
      'bioc-xml',
      '<collection><document><id>1</id><passage><offset>0</offset><text> a &lt; b </text></passage></document></collection>',
    ),
    '<collection><document>\n  <id>1</id>\n  <passage>\n    <offset>0</offset>\n    <text> a &lt; b </text>\n  </passage>\n</document></collection>',
  );
  assert.match(
    shaped('bioc-json', '{"documents":[{"id":"1","passages":[{"offset":0,"text":" a  b "}]}]}'),
    /\{\n {2}"id": "1",\n {2}"passages": \[\n {4}\{\n {6}"offset": 0,\n {6}"text": " a {2}b "\n/,
  );
});

test('BioC in XML: what holds text is nowhere broken, whatever else it holds', () => {
  const inner = (text: string) => `<document><infon key="a > b"/><text>${text}</text></document>`;
  for (const text of ['a<![CDATA[<b>]]>c', '<![CDATA[ a ]]>', 'a <!-- b --> c', 'a <i>b</i> c', ' '])
    assert.equal(
      shaped('bioc-xml', inner(text)),
      `<document>\n  <infon key="a > b"/>\n  <text>${text}</text>\n</document>`,
    );
});

test('a document that is broken stays as it is', () => {
  for (const [id, source] of [
    ['jsonl', '{"text":"a",  "spans":[}\n'],
    ['bioc-xml', '<collection><document><id>1</id><passage></document></collection>'],
    ['bioc-xml', '<collection><document><infon key="a<document>/infon><id>1</id></document></collection>'],
    ['bioc-json', '{"documents":[{"id":1,,"passages":[]}]}'],
  ] as const)
    assert.equal(shaped(id, source), source);
});

test('BioC: a document that is indented goes on from there; a text keeps its own lines', () => {
  assert.equal(
    shaped(
      'bioc-xml',
      '<collection>\n\t<document><id>1</id><passage><offset>0</offset><text>a\nb</text></passage></document>\n</collection>',
    ),
    '<collection>\n\t<document>\n\t  <id>1</id>\n\t  <passage>\n\t    <offset>0</offset>\n\t    <text>a\nb</text>\n\t  </passage>\n\t</document>\n</collection>',
  );
  const once = shaped(
    'bioc-json',
    '{"documents": [\r\n  {"id":"1",\r\n"passages":[{"offset":0,"text":"a"}]}\r\n]}',
  );
  assert.equal(
    once,
    '{"documents": [\r\n  {\r\n    "id": "1",\r\n    "passages": [\r\n      {\r\n        "offset": 0,\r\n        "text": "a"\r\n      }\r\n    ]\r\n  }\r\n]}',
  );
  assert.equal(shaped('bioc-json', once), once);
});
