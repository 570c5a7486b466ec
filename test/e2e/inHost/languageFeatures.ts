import assert from 'node:assert/strict';
import {
  commands,
  type DocumentHighlight,
  type DocumentSymbol,
  type Hover,
  type Location,
  type MarkdownString,
  type SemanticTokens,
  type SemanticTokensLegend,
  type TextDocument,
} from 'vscode';
import { entityKinds } from '../../../server/src/protocol/vocabulary';
import { test } from '../suite';
import { marksOf, open, sample } from './editor';

/** The middle of the first mention of that wording. */
async function place(document: TextDocument, wording: string) {
  const { mentions } = await marksOf(document);
  const mention = mentions.find(({ text }) => text === wording);
  assert.ok(mention, `${wording} is marked`);
  return mention.ranges[0].start.translate(0, 2);
}

test('a hover says what a mention is, and the text in it is not trusted with commands', async () => {
  const document = await open(sample('abstract.txt'));
  const position = await place(document, 'naproxen');
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents as MarkdownString[]);
  assert.match(contents.map(({ value }) => value).join('\n'), /Chemical/);
  for (const content of contents) assert.ok(!content.isTrusted && !content.supportHtml);
});

test('where nothing is marked, there is no hover', async () => {
  const document = await open(sample('abstract.txt'));
  await marksOf(document);
  const position = document.positionAt(document.getText().indexOf('widely'));
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  assert.deepEqual(hovers, []);
});

test('semantic tokens cover the marks and are named by entity', async () => {
  const document = await open(sample('abstract.txt'));
  const { mentions } = await marksOf(document);
  const legend = await commands.executeCommand<SemanticTokensLegend>(
    'vscode.provideDocumentSemanticTokensLegend',
    document.uri,
  );
  const tokens = await commands.executeCommand<SemanticTokens>(
    'vscode.provideDocumentSemanticTokens',
    document.uri,
  );
  assert.deepEqual(legend.tokenTypes, [...entityKinds]);
  assert.ok(
    tokens.data.length / 5 >= mentions.length,
    `${tokens.data.length / 5} tokens for ${mentions.length} mentions`,
  );
});

test('references and highlights of a mention are the other mentions of its concept', async () => {
  const document = await open(sample('abstract.txt'));
  const position = await place(document, 'naproxen');
  const references = await commands.executeCommand<Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    position,
  );
  const highlights = await commands.executeCommand<DocumentHighlight[]>(
    'vscode.executeDocumentHighlights',
    document.uri,
    position,
  );
  // Other documents are open as well, some of which name it.
  const own = references.filter(({ uri }) => uri.toString() === document.uri.toString());
  const words = own.map(({ range }) => document.getText(range).toLowerCase());
  assert.ok(words.length > 1 && words.every((word) => word === 'naproxen'), words.join());
  assert.equal(highlights.length, own.length);
});

test('the outline lists what the document names', async () => {
  const document = await open(sample('abstract.txt'));
  await marksOf(document);
  const symbols = await commands.executeCommand<DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const names = (list: DocumentSymbol[]): string[] =>
    list.flatMap(({ name, children }) => [name, ...names(children ?? [])]);
  assert.ok(
    names(symbols).some((name) => /naproxen/i.test(name)),
    names(symbols).join(),
  );
});
