import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CorpusFile } from '../../../../server/src/formats/layout/corpusFile';
import { CorpusFileCheck } from '../../../../server/src/languageService/corpus/check';
import { CorpusSymbolProvider } from '../../../../server/src/languageService/corpus/documentSymbols';
import { languageOf } from '../../../support/corpusLanguage';
import { longDocument } from '../../../support/longDocument';

const count = 1_000;

const open = (text: string) => new CorpusFile(languageOf('pubtator'), text, { name: 'long' });

/** Counts how often a property of some objects is looked at: what is quadratic looks a million times, on any machine. */
function looksAt<Name extends string>(
  objects: readonly Partial<Record<Name, unknown>>[],
  name: Name,
): () => number {
  let looks = 0;
  for (const object of objects) {
    const value = object[name];
    Object.defineProperty(object, name, {
      enumerable: true,
      get: () => {
        looks++;
        return value;
      },
    });
  }
  return () => looks;
}

/** What a generator gives in the end, and how often it paused before. */
function drained<T>(work: Generator<void, T>): { readonly result: T; readonly pauses: number } {
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done) return { result: value, pauses };
  }
}

test('the outline of a document with many relations looks at each mention a few times, and pauses', () => {
  const text = longDocument(count);
  const file = open(text);
  const document = TextDocument.create('file:///long.pubtator', 'pubtator', 1, text);
  const looks = looksAt([...file.stretches[0]!.layout(0).document!.mentions], 'concepts');
  const symbols = new CorpusSymbolProvider({ of: () => file, textBeside: () => undefined });
  const { result, pauses } = drained(symbols.provideDocumentSymbols(document));
  const children = result[0]!.children!;
  assert.equal(children.length, 2 * count);
  assert.equal(children.at(-1)!.name, 'drugs → drugs');
  assert.ok(pauses >= 10, `${pauses} pauses`);
  assert.ok(looks() >= count && looks() < 5 * count, `${looks()} looks`);
});

test('relations of ids without mentions are found with a few looks at each line', () => {
  const file = open(longDocument(count, count));
  const looks = looksAt([...file.stretches[0]!.layout(0).statements], 'annotation');
  const { result } = drained(new CorpusFileCheck(file).run(() => true));
  assert.equal(result.length, count);
  assert.ok(looks() >= count && looks() < 10 * count, `${looks()} looks`);
});
