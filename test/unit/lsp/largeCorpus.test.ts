import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatById } from '../../../server/src/formats/registry';
import { mostFindings } from '../../../server/src/languageService/corpus/check';
import {
  CorpusSymbolProvider,
  mostAnnotations,
} from '../../../server/src/languageService/corpus/documentSymbols';
import { inSlices } from '../../../server/src/lsp/corpus/inSlices';
import { OpenCorpora } from '../../../server/src/lsp/corpus/openCorpora';
import { largeCorpus } from '../../support/largeCorpus';

/** Milliseconds that nothing else of the process was answered in, at most, while something went on. */
async function longestPause(during: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  void during.then(end, end);
  let longest = 0;
  for (let last = performance.now(); !isOver; ) {
    await new Promise(setImmediate);
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

for (const id of ['pubtator', 'bioc-json'])
  test(`${id}: a file of many documents is looked through in slices, and an edit reads one of them`, async () => {
    // One id of each document is unknown, so that there is much to tell.
    const source = formatById(id)!.write!(largeCorpus(1_100));
    const document = TextDocument.create(`file:///large.${id}`, id, 1, source);
    let checked = () => {};
    const corpora = new OpenCorpora({
      checked: () => checked(),
      open: () => undefined,
      isKnownConcept: (concept) => concept !== 'MESH:D000009',
    });
    const untilChecked = () =>
      new Promise<void>((resolve) => {
        checked = resolve;
      });
    let done = untilChecked();
    corpora.opened(document);
    // On a machine with much else to do a slice takes longer; reading it all at once takes seconds.
    const pause = await longestPause(done);
    assert.ok(pause < 500, `the server was silent for ${Math.round(pause)} ms`);
    const diagnostics = corpora.diagnosticsOf(document);
    assert.equal(diagnostics.length, mostFindings + 1);
    assert.match(String(diagnostics.at(-1)!.message), /100 more findings are not shown/);

    const file = corpora.of(document)!;
    const before = new Map(file.stretches.map((stretch, index) => [stretch, stretch.layout(index)]));
    const at = document.getText().indexOf('Naproxen caused', 500_000);
    const place = document.positionAt(at);
    TextDocument.update(document, [{ range: { start: place, end: place }, text: 'x' }], 2);
    done = untilChecked();
    corpora.edited(document, { start: at, end: at, length: 1 });
    await done;
    const anew = file.stretches.filter((stretch, index) => before.get(stretch) !== stretch.layout(index));
    assert.equal(anew.length, 1);
    assert.ok(corpora.diagnosticsOf(document).some(({ code }) => code === 'misplaced'));
    corpora.dispose();
  });

test('the outline of a very large file has its documents alone from some number of annotations on', async () => {
  const source = formatById('pubtator')!.write!(largeCorpus(2_000));
  const document = TextDocument.create('file:///large.pubtator', 'pubtator', 1, source);
  const corpora = new OpenCorpora({ checked: () => {}, open: () => undefined, isKnownConcept: () => true });
  corpora.opened(document);
  const symbols = await inSlices(
    new CorpusSymbolProvider(corpora).provideDocumentSymbols(document),
    new AbortController().signal,
  );
  corpora.dispose();
  assert.equal(symbols.length, 2_000);
  const listed = symbols.reduce((sum, { children = [] }) => sum + children.length, 0);
  assert.ok(listed <= mostAnnotations && listed > mostAnnotations - 20, `${listed} annotations`);
  assert.equal(symbols.at(-1)!.children, undefined);
});
