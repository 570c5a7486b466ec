import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorkspaceSymbolProvider } from '../../../server/src/languageService/workspaceSymbols';
import { Terminologies } from '../../../server/src/terminology/terminologies';
import { indexOf } from '../terminology/imported';
import { marked } from './marked';

const terminologies = new Terminologies([
  indexOf(
    {
      id: 'MESH:D003920',
      preferredName: 'Diabetes Mellitus',
      synonyms: ['sugar disease'],
      types: ['Disease'],
    },
    { id: 'MESH:D009288', preferredName: 'Naproxen', synonyms: [], types: ['Chemical'] },
  ),
]);

/** `name | container` of each symbol, over two documents. */
function symbols(query: string): string[] {
  const texts = [
    marked('«Naproxen»:Chemical=MESH:D009288 in «DM»:Disease=MESH:D003920; «DM»:Disease=MESH:D003920'),
    marked('«diabetes»:Disease=MESH:D003920, «odd thing»:Disease=text:odd', { uri: 'file:///b.txt' }),
  ];
  const annotator = {
    ...texts[0].annotator,
    current: (document: (typeof texts)[0]['document']) =>
      texts.find((each) => each.document === document)!.annotator.current(document),
  };
  const documents = () => texts.map(({ document }) => document);
  return new WorkspaceSymbolProvider(annotator, { current: terminologies }, documents)
    .provideWorkspaceSymbols(query)
    .map(({ name, containerName }) => `${name} | ${containerName}`);
}

const container = 'Disease · MESH:D003920';

test('a concept’s name finds its mentions, however they are worded, each wording once', () =>
  assert.deepEqual(symbols('Diabetes'), [
    `DM (Diabetes Mellitus) | ${container}`,
    `diabetes (Diabetes Mellitus) | ${container}`,
  ]));

test('so do a synonym and an id; what was looked for is in the symbol’s name', () => {
  assert.deepEqual(symbols('sugar'), [
    `DM (sugar disease) | ${container}`,
    `diabetes (sugar disease) | ${container}`,
  ]);
  assert.deepEqual(symbols('d009288'), ['Naproxen (MESH:D009288) | Chemical · MESH:D009288']);
});

test('a mention is found by its wording too; without a concept it has no id', () =>
  assert.deepEqual(symbols('odd'), ['odd thing | Disease']));

test('an empty query lists everything, another one that fits nothing does not', () => {
  assert.equal(symbols('').length, 4);
  assert.deepEqual(symbols('gout'), []);
});
