import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownPassages } from '../../../server/src/text/markdown';
import { cpuSeconds } from '../../cpuSeconds';

/** Kind and prose of each passage; `|` stands where markup interrupts it. */
const read = (text: string) =>
  markdownPassages(text).map(
    ({ kind, prose }) => `${kind}: ${prose.map(({ start, end }) => text.slice(start, end)).join('|')}`,
  );

test('headings and paragraphs; the first heading is the title', () => {
  assert.deepEqual(read('# Naproxen\n\nIt causes ulcers\nin rats.\n\nMethods\n---\nNone.\n'), [
    'title: Naproxen',
    'paragraph: It causes ulcers\nin rats.',
    'heading: Methods',
    'paragraph: None.',
  ]);
});

test('code, math, HTML, front matter and link targets are not prose', () => {
  assert.deepEqual(
    read(
      '---\ntitle: aspirin\n---\nNaproxen `aspirin` $aspirin$ <b title="aspirin">x</b> [ulcers](http://aspirin "aspirin").\n\n```\naspirin\n\naspirin\n```\n\n$$\naspirin\n$$\n\n<!-- aspirin\n\naspirin -->\n\n    aspirin\n',
    ),
    ['paragraph: Naproxen |x|ulcers|.'],
  );
});

test('emphasis interrupts the prose, an escape loses its backslash, a character reference is left out', () => {
  assert.deepEqual(read('nap**rox**en \\*p IL-1&beta; x'), ['paragraph: nap|rox|en |*p IL-1| x']);
});

test('references: the label is prose, its target and its definition are not, wherever the definition stands', () => {
  assert.deepEqual(
    read('See [naproxen][aspirin] and[^note].\n\nMore.\n\n[aspirin]: http://aspirin\n[^note]: A footnote.\n'),
    ['paragraph: See |naproxen| and|.', 'paragraph: More.', 'paragraph: A footnote.'],
  );
});

test('lists, quotes and tables', () => {
  assert.deepEqual(read('- [x] one\n- two\n  more\n\n> said\n> so\n\n| a | b |\n|---|---|\n| c | *d* |\n'), [
    'listItem: one',
    'listItem: two\n|more',
    'quote: said\n|so',
    'tableCell: a',
    'tableCell: b',
    'tableCell: c',
    'tableCell: d',
  ]);
});

test('a picture alone has a caption; literal addresses are not prose', () => {
  assert.deepEqual(read('![ulcers of a rat](rat.png)\n\nSee http://aspirin.org or www.aspirin.org now.'), [
    'caption: ulcers of a rat',
    'paragraph: See | or | now.',
  ]);
});

test('a byte order mark and CRLF move no offset', () => {
  const text = '\ufeff# Naproxen\r\n\r\n*Ulcers*\r\nfollowed.\r\n';
  assert.deepEqual(read(text), ['title: Naproxen', 'paragraph: Ulcers|\r\nfollowed.']);
});

test('a block too long to be parsed is read as plain text', () => {
  const text = `${'[a]( '.repeat(10_000)}\n\nNext *one*.`;
  const found = markdownPassages(text);
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['paragraph', 'paragraph'],
  );
  assert.equal(found[1]!.prose.length, 3);
});

test('hostile runs of markup are read in time', () => {
  for (const unit of ['[', '*', '`', '![', '[a](', '> ', '<', '$', '~~', 'a|\n', '[a]: ']) {
    const text = unit.repeat(1_000_000 / unit.length);
    const seconds = cpuSeconds(() => markdownPassages(text));
    assert.ok(seconds < 5, `${JSON.stringify(unit)} took ${seconds} s`);
  }
});
