import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection, DidChangeTextDocumentParams } from 'vscode-languageserver/node';
import { Documents } from '../../../server/src/lsp/documents';
import type { Edit } from '../../../server/src/text/edit';

/** Opens a text, sends these changes as one, and gives the edits that are told. */
function change(text: string, contentChanges: DidChangeTextDocumentParams['contentChanges']) {
  const handlers: Record<string, (params: unknown) => void> = {};
  const connection = new Proxy(
    {},
    { get: (_, name: string) => (handler: never) => (handlers[name] = handler) },
  );
  const edits: Edit[] = [];
  const listener = {
    opened() {},
    saved() {},
    closed() {},
    edited: (_: unknown, edit: Edit) => edits.push(edit),
  };
  const documents = new Documents(connection as Connection, listener);
  handlers['onDidOpenTextDocument']({
    textDocument: { uri: 'a', languageId: 'plaintext', version: 1, text },
  });
  handlers['onDidChangeTextDocument']({ textDocument: { uri: 'a', version: 2 }, contentChanges });
  return { edits, text: documents.get('a')!.getText() };
}

/** As editors send "replace all": from the end to the start. */
const replacements = (count: number) =>
  Array.from({ length: count }, (_, place) => {
    const character = 3 * (count - 1 - place);
    return {
      range: { start: { line: 0, character }, end: { line: 0, character: character + 1 } },
      text: 'xy',
    };
  });

test('a few edits at once are told one by one, in order', () => {
  const { edits, text } = change('a, a, a, end', replacements(3));
  assert.equal(text, 'xy, xy, xy, end');
  assert.deepEqual(
    edits.map(({ start, end, length }) => [start, end, length]),
    [
      [6, 7, 2],
      [3, 4, 2],
      [0, 1, 2],
    ],
  );
});

test('thousands of edits at once are told as one, which reaches over all of them', () => {
  const { edits, text } = change(`${'a, '.repeat(1000)}end`, replacements(1000));
  assert.equal(text, `${'xy, '.repeat(1000)}end`);
  assert.deepEqual(edits, [{ start: 0, end: 2998, length: 3998 }]);
});

test('many edits in another order say the same', () => {
  const ascending = Array.from({ length: 40 }, (_, place) => {
    const character = 4 * place;
    return {
      range: { start: { line: 0, character }, end: { line: 0, character: character + 1 } },
      text: 'xy',
    };
  });
  const { edits, text } = change(`${'a, '.repeat(40)}end`, ascending);
  assert.equal(text, `${'xy, '.repeat(40)}end`);
  assert.deepEqual(edits, [{ start: 0, end: 118, length: 158 }]);
});
