import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupKind } from 'vscode-languageserver-types';
import { HoverProvider } from '../../../server/src/languageService/hover';
import { marked } from './marked';

function hover(text: string, relations: string[] = [], format: MarkupKind = MarkupKind.PlainText) {
  const { document, annotator, cursor } = marked(text, ...relations);
  const shown = new HoverProvider(annotator, format).provideHover(document, document.positionAt(cursor));
  return shown && { text: (shown.contents as { value: string }).value, over: document.getText(shown.range) };
}

test('a mention tells its type, concept and score', () =>
  assert.deepEqual(hover('«Napr|oxen»:Chemical=MESH:D009288 helps'), {
    text: '«Naproxen» · Chemical · MESH:D009288 · 90 %',
    over: 'Naproxen',
  }));

test('a relation is told from either end, with its sentence and both mentions in it', () => {
  const text = '«Naproxen»:Chemical=D009288 causes «ulcers»:Disease=D014456.';
  const evidence = '  “«Naproxen» causes «ulcers».”';
  assert.equal(
    hover(`|${text}`, ['D009288 CID D014456'])?.text,
    `«Naproxen» · Chemical · D009288 · 90 %\n\ninduces «ulcers» · 80 %\n\n${evidence}`,
  );
  assert.equal(
    hover(text.replace('ulcers', 'ul|cers'), ['D009288 CID D014456'])?.text,
    `«ulcers» · Disease · D014456 · 90 %\n\nis induced by «Naproxen» · 80 %\n\n${evidence}`,
  );
});

test('a MeSH id is a link; an id that only repeats the wording is not shown', () => {
  const linked = hover('|«Naproxen»:Chemical=MESH:D009288', [], MarkupKind.Markdown);
  assert.match(linked?.text ?? '', /\(https:\/\/meshb\.nlm\.nih\.gov\/record\/ui\?ui=D009288\)/);
  assert.match(hover('|«Naproxen»:Chemical=text:naproxen')?.text ?? '', /no concept known/);
});

test('the words of a document cannot forge markup', () => {
  const text = hover('|«[x](command:run) <b>*y* http://z»:Chemical', [], MarkupKind.Markdown)?.text ?? '';
  assert.match(text, /^\*\*\\\[x\\\]\\\(command&#58;run\\\) &lt;b\\>\\\*y\\\* http&#58;\/\/z\*\*/);
});

test('nothing is told where nothing is marked; behind the last letter counts as at the mention', () => {
  assert.equal(hover('«Naproxen»:Chemical he|lps'), undefined);
  assert.equal(hover('«Naproxen»:Chemical| helps')?.over, 'Naproxen');
  assert.equal(hover('«Na»:Chemical|«Cl»:Disease')?.over, 'Cl');
});

test('an inner mention is told before the one around it', () => {
  const { document, annotator } = marked('«liver cancer»:Disease');
  const { mentions } = annotator.current(document);
  const inner = { ...mentions[0], spans: [{ start: 0, end: 5 }] as const, type: 'Organ' };
  const both = { ...annotator.current(document), mentions: [mentions[0], inner] };
  const provider = new HoverProvider({ ...annotator, current: () => both });
  assert.match(JSON.stringify(provider.provideHover(document, { line: 0, character: 2 })), /Organ/);
});
