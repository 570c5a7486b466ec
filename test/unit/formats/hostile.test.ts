import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesBelow } from '../../../server/src/formats/folder';
import type { Format, ReadResult } from '../../../server/src/formats/format';
import { formatById, formats } from '../../../server/src/formats/registry';

// Files that were made to do harm, or were harmed on their way. Readers never throw, tell what is wrong and where, and keep what is sound.

const text = '🙂 Naproxen caused ulcers.';
const document = {
  id: '7',
  text,
  passages: [
    { kind: 'title' as const, span: { start: 0, end: text.length }, prose: [{ start: 0, end: text.length }] },
  ],
  mentions: [
    {
      spans: [{ start: 3, end: 11 }] as const,
      type: 'Chemical',
      concepts: [{ id: 'MESH:D009288' }],
      origin: 'gold' as const,
    },
  ],
  relations: [],
};
const structured = formats.filter(({ id, read, write }) => read && write && id !== 'conll');
const read = ({ read }: Format, content: string): ReadResult => read!({ name: 'a', text: content });

const deep = 200_000;
const nested = '['.repeat(deep) + ']'.repeat(deep);

test('nothing that is nested without end makes a reader throw or hang', { timeout: 20_000 }, () => {
  const contents = [
    nested,
    `{"documents":${nested}}`,
    `{"items":${nested},"documents":[]}`,
    `{"text":"x","spans":[${nested}]}`,
    `{"text":"x","spans":[],"relations":[${nested}],"meta":${nested}}`,
    `${'{"first":'.repeat(deep)}1${'}'.repeat(deep)}`,
    `<collection>${'<passage>'.repeat(deep)}`,
    `7|t|x\n7\t0\t1\tx\t${'D|'.repeat(deep)}`,
  ];
  for (const format of formats) for (const content of contents) if (format.read) read(format, content);
});

test('entities of an XML file are never expanded, however they are told', { timeout: 10_000 }, () => {
  const laughs = Array.from(
    { length: 30 },
    (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};&a${n};&a${n};">`,
  ).join('');
  const content = `<?xml version="1.0"?><!DOCTYPE collection [<!ENTITY a0 "ha">${laughs}<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>
<collection><document><id>1</id><passage><infon key="&a30;">x</infon><offset>0</offset><text>&a30;</text></passage></document></collection>`;
  const { documents, problems } = read(formatById('bioc-xml')!, content);
  assert.deepEqual(documents, []);
  assert.equal(problems[0]!.line, 2);
});

test('names that JavaScript keeps for itself are names like any other', () => {
  const content = JSON.stringify({
    text,
    meta: { id: '7' },
    spans: [{ start: 2, end: 10, label: 'constructor' }],
  }).replace('"meta":{', '"meta":{"__proto__":"evil","toString":"evil",');
  const { documents } = read(formatById('jsonl')!, content);
  assert.equal(({} as Record<string, unknown>)['evil'], undefined);
  for (const format of formats) {
    format.write?.(documents);
    format.writeFolder?.(documents);
  }
});

test('offsets that fit nowhere are told and their mentions left out, the others stay', () => {
  const offsets = [-1, 0.5, 1e308, 2 ** 53, 25, 3];
  for (const format of structured) {
    const sound = format.write!([document]);
    for (const offset of offsets) {
      // The one mention begins at code point 2, or UTF-16 unit 3 in our own format.
      const broken = sound
        .replace(/(\t)2(\t10\t)/, `$1${offset}$2`)
        .replace(/("start": ?)2\b/g, `$1${offset}`)
        .replace(/("offset": ?|offset=")2\b/g, `$1${offset}`)
        .replace(/("spans": ?\[\s*\[\s*)3\b/, `$1${offset}`);
      const found = read(format, broken);
      assert.ok(broken === sound || found.problems.length > 0, `${format.id} said nothing of ${offset}`);
      for (const { mentions } of found.documents)
        for (const { spans } of mentions)
          for (const { start, end } of spans)
            assert.ok(0 <= start && start < end && end <= text.length, format.id);
    }
  }
});

test('of a file that was cut short the cut is located, or what came before is kept', () => {
  for (const format of structured) {
    const framed = ['bioc-xml', 'bioc-json', 'json', 'web-annotation'].includes(format.id);
    const first = format.write!([document]);
    const whole = format.write!([document, { ...document, id: '8' }]);
    for (let length = 1; length < whole.length - 2; length += 5) {
      const { documents, problems } = read(format, whole.slice(0, length));
      // Formats with a frame around their documents tell that its end is missing.
      if (framed)
        assert.ok(
          problems.some(({ line }) => line !== undefined),
          `${format.id} cut at ${length}`,
        );
      else if (length > first.length)
        assert.deepEqual(documents[0], document, `${format.id} cut at ${length}`);
      else if (format.id === 'jsonl')
        assert.equal(length < first.length - 1, problems[0]?.line === 1, `cut at ${length}`);
    }
  }
});

test('links that lead out of a folder are not followed, nor are devices read', {
  skip: process.platform === 'win32',
}, async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'biogloss-hostile-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'corpus', 'inside'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'corpus', 'inside', 'a.txt'), 'Pain');
  symlinkSync(join(root, 'secret.txt'), join(root, 'corpus', 'b.txt'));
  symlinkSync('../corpus/../secret.txt', join(root, 'corpus', 'c.txt'));
  symlinkSync('inside/a.txt', join(root, 'corpus', 'd.txt'));
  symlinkSync('/dev/zero', join(root, 'corpus', 'e.txt'));
  symlinkSync(root, join(root, 'corpus', 'up'));
  symlinkSync('nowhere.txt', join(root, 'corpus', 'f.txt'));
  assert.deepEqual(await filesBelow(join(root, 'corpus')), ['d.txt', join('inside', 'a.txt')]);
});
