import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CorpusFile } from '../../../../server/src/formats/layout/corpusFile';
import { CorpusFileCheck } from '../../../../server/src/languageService/corpus/check';
import { CorpusSymbolProvider } from '../../../../server/src/languageService/corpus/documentSymbols';
import { languageOf } from '../../../support/corpusLanguage';

const count = 5_000;

/** One document with as many relations as mentions, each mention of a concept of its own; with a shift the relations name ids that no mention has. */
function longDocument(shift = 0): string {
  const id = (n: number) => `D${100_000 + n}`;
  const lines = [`1|t|${'drugs '.repeat(count).trim()}`, '1|a|'];
  for (let n = 0; n < count; n++) lines.push(`1\t${6 * n}\t${6 * n + 5}\tdrugs\tChemical\t${id(n)}`);
  for (let n = 0; n < count; n++)
    lines.push(`1\tCID\t${id(count - 1 - n + shift)}\t${id(count - 1 - n + shift)}`);
  return `${lines.join('\n')}\n`;
}

/** Milliseconds of the processor, so that other work on the machine is not in them. */
function timed<T>(work: () => T): { readonly took: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1_000, result };
}

const open = (text: string) => {
  const file = new CorpusFile(languageOf('pubtator'), text, { name: 'long' });
  const { took } = timed(() => file.stretches[0]!.layout(0));
  return { file, reading: took };
};

/** What a generator gives in the end, and how often it paused before. */
function drained<T>(work: Generator<void, T>): { readonly result: T; readonly pauses: number } {
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done) return { result: value, pauses };
  }
}

test('the outline of a document with thousands of relations costs less than reading it, and pauses', () => {
  const text = longDocument();
  const { file, reading } = open(text);
  const document = TextDocument.create('file:///long.pubtator', 'pubtator', 1, text);
  const symbols = new CorpusSymbolProvider({ of: () => file, textBeside: () => undefined });
  const { took, result } = timed(() => drained(symbols.provideDocumentSymbols(document)));
  const children = result.result[0]!.children!;
  assert.equal(children.length, 2 * count);
  assert.equal(children.at(-1)!.name, 'drugs → drugs');
  assert.ok(result.pauses > 20, `${result.pauses} pauses`);
  assert.ok(took < reading, `the outline took ${took} ms, reading ${reading} ms`);
});

test('looking for relations without mentions costs less than reading the document', () => {
  const { file, reading } = open(longDocument(count));
  const { took, result } = timed(() => drained(new CorpusFileCheck(file).run(() => true)));
  assert.equal(result.result.length, count);
  assert.ok(took < reading, `looking it through took ${took} ms, reading ${reading} ms`);
});
