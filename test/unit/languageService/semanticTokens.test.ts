import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention } from '../../../server/src/annotation/model';
import { SemanticTokensProvider, tokenLegend } from '../../../server/src/languageService/semanticTokens';
import { span } from '../../../server/src/text/span';
import { marked } from './marked';

/** `wording/type` of each token, read back from the encoding as an editor does. */
function decode(document: TextDocument, data: readonly number[]): string[] {
  const { tokenTypes } = tokenLegend('entityTypes');
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [down, right, length, type, modifiers] = data.slice(5 * i, 5 * i + 5);
    character = down === 0 ? character + right : right;
    line += down;
    assert.equal(modifiers, 1 << type);
    const range = { start: { line, character }, end: { line, character: character + length } };
    return `${document.getText(range)}/${tokenTypes[type]}`;
  });
}

function tokens(text: string): string[] {
  const { document, annotator } = marked(text);
  return decode(document, new SemanticTokensProvider(annotator).full(document).data);
}

test('every type of every model has a token type', () =>
  assert.deepEqual(tokens('«a»:Chemical «b»:DiseaseOrPhenotypicFeature «c»:GENE «d»:Species «e»:drug'), [
    'a/chemical',
    'b/disease',
    'c/gene',
    'd/entity',
    'e/chemical',
  ]));

test('a mention over a line end is one token a line, without indentation', () =>
  assert.deepEqual(tokens('see «stomach  \r\n  ulcers»:Disease\n«iron»:Chemical'), [
    'stomach/disease',
    'ulcers/disease',
    'iron/chemical',
  ]));

test('in the standard legend each kind has a type that themes colour, and its name as modifier', () => {
  const { tokenTypes, tokenModifiers } = tokenLegend('standard');
  assert.deepEqual(tokenModifiers, ['chemical', 'disease', 'gene', 'entity']);
  assert.equal(new Set(tokenTypes).size, 4);
});

test('a range gives the tokens that reach into it', () => {
  const { document, annotator } = marked('«a»:Chemical\n«b»:Disease\n«c»:Gene');
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
  assert.deepEqual(decode(document, new SemanticTokensProvider(annotator).range(document, range).data), [
    'b/disease',
  ]);
});

test('a delta turns the answer before into the answer now', () => {
  const length = 400;
  const document = TextDocument.create('file:///a.txt', 'plaintext', 1, 'word\n'.repeat(length / 5));
  const mentionsAt = (starts: number[]): EntityMention[] =>
    [...new Set(starts)]
      .sort((a, b) => a - b)
      .map((start) => ({ spans: [span(start, start + 3)], type: 'Gene', concepts: [], origin: 'predicted' }));
  const places = fc.array(fc.integer({ min: 0, max: length - 4 }), { maxLength: 30 });
  fc.assert(
    fc.property(places, places, (before, after) => {
      let mentions = mentionsAt(before);
      const current = () => ({ version: 1, complete: true, mentions, relations: [], unread: [] });
      const provider = new SemanticTokensProvider({ current, problem: () => undefined });
      const first = provider.full(document);
      mentions = mentionsAt(after);
      const delta = provider.delta(document, first.resultId ?? '');
      assert.ok('edits' in delta);
      const data = [...first.data];
      for (const { start, deleteCount, data: inserted = [] } of delta.edits)
        data.splice(start, deleteCount, ...inserted);
      assert.deepEqual(
        data,
        new SemanticTokensProvider({ current, problem: () => undefined }).full(document).data,
      );
    }),
  );
});

test('a delta from an answer that is no longer known is the whole', () => {
  const { document, annotator } = marked('«a»:Chemical');
  assert.ok('data' in new SemanticTokensProvider(annotator).delta(document, '7'));
});
