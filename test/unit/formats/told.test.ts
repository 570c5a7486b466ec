import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatById, readFile } from '../../../server/src/formats/registry';
import { annotated } from '../../support/annotated';

const read = (id: string, text: string) => readFile({ name: 'notes', text }, formatById(id));

test('what a BioC file has beside documents is told, and numbers and our own header are nothing to tell', () => {
  const passage = (annotation: object) => ({
    offset: 0,
    sentences: [{ offset: 0, text: 'Naproxen.', annotations: [annotation] }],
  });
  const annotation = { id: 'T1', infons: {}, locations: [{ offset: 0, length: 8 }], text: 'Naproxen' };
  const nodes = [{ refid: 'T1', role: 'Cause' }];
  const told = (collection: object) => read('bioc-json', JSON.stringify(collection)).unkept;
  assert.equal(
    told({
      source: 'PubMed',
      date: '2026-01-02',
      documents: [
        {
          id: 1,
          passages: [passage(annotation)],
          relations: [{ infons: { entity1: 'D1', entity2: 'D2' }, nodes }],
        },
      ],
    }),
    'BioGloss does not keep the names of 1 annotation, the sentences of 1 passage, the roles in 1 relation and the collection’s source and date.',
  );
  for (const id of ['bioc-json', 'bioc-xml']) {
    const written = formatById(id)!.write!([annotated('«Naproxen»:Chemical helped.')]);
    assert.equal(read(id, written).unkept, undefined);
  }
  assert.match(
    read(
      'bioc-xml',
      '<collection><source>A</source><document><id>1</id><passage><offset>0</offset><text>a</text></passage></document></collection>',
    ).unkept!,
    /^BioGloss does not keep the collection’s source\.$/,
  );
});

test('problems of JSON and XML files have the line of what they are about', () => {
  const lines = (id: string, text: string) =>
    read(id, text).problems.map(({ line, column, message }) => `${line}:${column} ${message.slice(0, 20)}`);
  const at = (text: string, what: string) => {
    const before = text.slice(0, text.indexOf(what)).split('\n');
    return `${before.length}:${before.at(-1)!.length + 1}`;
  };
  const json = formatById('json')!.write!([annotated('«Naproxen»:Chemical helped «me»:Person.')]);
  const wrong = json.replace('"text": "me"', '"text": "you"');
  // The mention begins with the brace before its spans.
  const brace = wrong.lastIndexOf('{', wrong.indexOf('"text": "you"'));
  assert.deepEqual(lines('json', wrong), [
    `${at(wrong, wrong.slice(brace, wrong.indexOf('"text": "you"')))} mention 2 of documen`,
  ]);
  assert.match(lines('json', `\uFEFF${wrong}`)[0]!, /^\d+:\d+ mention 2/);
  const collection = `{"documents": [
  {"id": "1", "passages": [{"offset": 0, "text": "a", "annotations": [
    {"id": "T1", "text": "b", "locations": [{"offset": 0, "length": 1}]}]}]},
  {"id": "2", "passages": [
    {"offset": "x"}]}
]}`;
  assert.deepEqual(lines('bioc-json', collection), [
    `${at(collection, '{"id": "T1"')} annotation T1 of doc`,
    `${at(collection, '"x"')} document 2 is left o`,
  ]);
  const xml = `<collection>
<document><id>1</id><passage><offset>0</offset><text>a</text>
  <annotation id="T1"><location offset="0" length="1"/><text>b</text></annotation>
</passage></document></collection>`;
  assert.deepEqual(lines('bioc-xml', xml), [`${at(xml, '<annotation')} annotation T1 of doc`]);
  const page = `{"documents": [{"id": "d", "value": "a"}],
 "items": [
  {"target": 5},
  {"target": {"source": "d", "selector": {"type": "TextPositionSelector", "start": 5, "end": 9}}}]}`;
  assert.deepEqual(
    read('web-annotation', page).problems.map(({ line }) => line),
    [3, 4],
  );
});
