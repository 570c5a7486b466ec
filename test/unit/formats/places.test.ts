import assert from 'node:assert/strict';
import { test } from 'node:test';
import { biocXml } from '../../../server/src/formats/bioc/xml';
import { brat } from '../../../server/src/formats/brat/format';
import { conll } from '../../../server/src/formats/conll';
import type { FilePlace, Format } from '../../../server/src/formats/format';
import { jsonl } from '../../../server/src/formats/jsonl/format';
import { linePlaces } from '../../../server/src/formats/linePlaces';
import { pubtator } from '../../../server/src/formats/pubtator/format';

const shown = (place: FilePlace | undefined) =>
  place && [place.file, place.line, place.column].filter((part) => part !== undefined);

test('PubTator: texts, mentions and relations have lines of their own, in whatever order these stand', () => {
  const text = [
    '1\t0\t8\tNaproxen\tChemical\tC1',
    '1|a|It caused ulcers.',
    '',
    '1|t|Naproxen',
    '1\tCID\tC1\tD1',
    '2\t0\t1\tx\tChemical\t-1',
    '3|a|Only this',
    '1\t19\t25\tulcers\tDisease\tD1',
  ].join('\n');
  const read = pubtator.read!({ name: 'a', text });
  const places = pubtator.places!(read);
  const [first, third] = read.documents;
  assert.deepEqual(shown(places.ofDocument(first)), [1, 1]);
  assert.deepEqual(
    first.mentions.map((mention) => shown(places.ofAnnotation(first, mention))),
    [
      [1, 1],
      [8, 1],
    ],
  );
  assert.deepEqual(shown(places.ofAnnotation(first, first.relations[0])), [5, 1]);
  assert.deepEqual(shown(places.ofText(first, 2)), [4, 7]);
  assert.deepEqual(shown(places.ofText(first, first.text.indexOf('ulcers'))), [2, 'It caused '.length + 5]);
  assert.deepEqual(shown(places.ofText(third, third.text.indexOf('Only'))), [7, 5]);
});

test('brat: a text is its own file', () => {
  const read = brat.readFolder!([
    { name: 'sub/a.txt', text: 'One line\nNaproxen here' },
    { name: 'sub/a.ann', text: 'T1\tChemical 9 17\tNaproxen\n' },
  ]);
  const places = brat.places!(read);
  const [document] = read.documents;
  assert.deepEqual(shown(places.ofAnnotation(document, document.mentions[0])), ['sub/a.txt', 2, 1]);
  assert.deepEqual(shown(places.ofDocument(document)), ['sub/a.txt', 1, 1]);
});

const linesOf = (format: Format, text: string) => {
  const read = format.read!({ name: 'a', text });
  return read.documents.map((document) => linePlaces(read).ofDocument(document)?.line);
};

test('of other formats the line is known on which a document begins', () => {
  assert.deepEqual(linesOf(jsonl, '{"text":"a"}\n\n{"text":"b"}\n'), [1, 3]);
  assert.deepEqual(linesOf(conll, 'a\tO\n\nb\tO\nc\tO\n'), [1, 3]);
  assert.deepEqual(linesOf(conll, '-DOCSTART-\tx\n\na\tO\n-DOCSTART-\ty\nb\tO\n'), [1, 4]);
  const passage = '<passage><offset>0</offset><text>a</text></passage>';
  const collection = `<collection>\n<document><id>1</id>${passage}</document>\n<document>\n<id>2</id>${passage}</document></collection>`;
  assert.deepEqual(linesOf(biocXml, collection), [2, 3]);
});
