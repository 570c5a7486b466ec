import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Annotator } from '../../../server/src/languageService/annotator';
import { DocumentHighlightProvider } from '../../../server/src/languageService/documentHighlight';
import { DocumentSymbolProvider } from '../../../server/src/languageService/documentSymbols';
import { ReferencesProvider } from '../../../server/src/languageService/references';
import { covered, marked } from './marked';

/** The wordings that are highlighted, which must be those that references list. */
function occurrences(text: string): string[] | undefined {
  const { document, annotator, cursor } = marked(text);
  const position = document.positionAt(cursor);
  const highlights = new DocumentHighlightProvider(annotator).provideDocumentHighlights(document, position);
  const references = new ReferencesProvider(annotator, () => [document]).provideReferences(
    document,
    position,
  );
  assert.deepEqual(covered(document, highlights ?? []), covered(document, references));
  return highlights && covered(document, highlights);
}

test('mentions of one concept belong together, however they are worded', () =>
  assert.deepEqual(occurrences('|«Aspirin»:Chemical=D1 is «ASA»:Chemical=D1, not «iron»:Chemical=D2'), [
    'Aspirin',
    'ASA',
  ]));

test('without a concept equal wordings of one type belong together', () =>
  assert.deepEqual(occurrences('|«Lead»:Chemical, «lead»:Chemical, «lead»:Gene, «leads»:Chemical'), [
    'Lead',
    'lead',
  ]));

test('a mention of several concepts belongs to each of them', () => {
  const text =
    '«ovarian and breast cancer»:Disease=D1+D2, «ovarian cancer»:Disease=D1, «breast cancer»:Disease=D2';
  assert.equal(occurrences(`|${text}`)?.length, 3);
  assert.equal(occurrences(text.replace('«ovarian cancer', '«|ovarian cancer'))?.length, 2);
});

test('references are in all open documents, those of the document itself first', () => {
  const own = marked('|«T2DM»:Disease=D1');
  const { document, annotator } = marked('«type 2 diabetes»:Disease=D1 and «gout»:Disease=D2', {
    uri: 'file:///other.txt',
  });
  const both: Annotator = {
    ...annotator,
    current: (of) => (of === document ? annotator : own.annotator).current(of),
  };
  const references = new ReferencesProvider(both, () => [document, own.document]);
  assert.deepEqual(
    references.provideReferences(own.document, { line: 0, character: 0 }).map(({ uri }) => uri),
    [own.document.uri, 'file:///other.txt'],
  );
});

test('away from mentions nothing is highlighted', () =>
  assert.equal(occurrences('no| «lead»:Chemical'), undefined));

test('the outline lists mentions in order of reading', () => {
  const { document, annotator } = marked(
    '«Naproxen»:Chemical=D009288 and\n«stomach\nulcers»:Disease=text:stomach',
  );
  const symbols = new DocumentSymbolProvider(annotator).provideDocumentSymbols(document);
  assert.deepEqual(
    symbols.map(({ name, detail }) => [name, detail]),
    [
      ['Naproxen', 'Chemical · D009288'],
      ['stomach ulcers', 'Disease'],
    ],
  );
});
