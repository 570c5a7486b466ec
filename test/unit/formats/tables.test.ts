import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import { formatById } from '../../../server/src/formats/registry';
import {
  conceptColumns,
  mentionColumns,
  mixedColumns,
  relationColumns,
} from '../../../server/src/formats/tables/rows';

const text = '🙂 =SUM(A1) caused renal and hepatic failure.';
const document: AnnotatedDocument = {
  id: '7',
  text,
  passages: [],
  mentions: [
    { spans: [{ start: 3, end: 11 }], type: 'Chemical', concepts: [{ id: 'c|SUB|G|35|A' }], origin: 'gold' },
    {
      spans: [
        { start: 19, end: 24 },
        { start: 37, end: 44 },
      ],
      type: 'Disease',
      concepts: [{ id: 'MESH:D1', name: 'Renal failure' }, { id: 'MESH:D2' }],
      score: 0.5,
      origin: 'predicted',
      attributes: { note: 'two\nlines', novel: 'No' },
    },
    { spans: [{ start: 29, end: 44 }], type: 'Disease', concepts: [{ id: 'MESH:D2' }], origin: 'gold' },
  ],
  relations: [
    {
      type: 'CID',
      subject: 'c|SUB|G|35|A',
      object: 'MESH:D2',
      negated: true,
      origin: 'gold',
      evidence: [
        { sentence: { start: 0, end: 45 }, subject: { start: 3, end: 11 }, object: { start: 29, end: 44 } },
      ],
    },
  ],
};

const rows = (id: string): string[] => formatById(id)!.write!([document]).split(/\r?\n/).slice(0, -1);

test('a table of mentions: a row each, with code points, parts, all ids, note and attributes; no cell runs in a spreadsheet', () => {
  assert.deepEqual(rows('mentions-tsv'), [
    'document\ttype\tstart\tend\tfragments\ttext\tconcepts\tnames\tscore\torigin\tnote\tattributes',
    "7\tChemical\t2\t10\t\t'=SUM(A1)\tc%7CSUB%7CG%7C35%7CA\t\t\tgold\t\t",
    '7\tDisease\t18\t43\t18-23;36-43\trenal failure\tMESH:D1|MESH:D2\tRenal failure|\t0.5\tpredicted\ttwo lines\t{"novel":"No"}',
    '7\tDisease\t28\t43\t\thepatic failure\tMESH:D2\t\t\tgold\t\t',
  ]);
});

test('a table of concepts: a row for each that a document names, with its wordings', () => {
  assert.deepEqual(rows('concepts-csv').slice(1), [
    "7,c%7CSUB%7CG%7C35%7CA,,Chemical,1,'=SUM(A1) (1)",
    '7,MESH:D1,Renal failure,Disease,1,renal failure (1)',
    '7,MESH:D2,,Disease,2,renal failure (1)|hepatic failure (1)',
  ]);
});

test('a table of relations: names of both ends, and the sentence that tells it', () => {
  assert.match(rows('csv').at(-1)!, /,c%7CSUB%7CG%7C35%7CA,MESH:D2,/);
  const [, row] = rows('relations-csv');
  assert.equal(row, `7,CID,c%7CSUB%7CG%7C35%7CA,'=SUM(A1),MESH:D2,renal failure,true,,gold,${text},,`);
});

test('HTML marks every mention, those that cross as well, and tells ids, scores and relations', () => {
  const page = formatById('html')!.write!([document]);
  assert.match(page, /<mark class="t0" title="Chemical · c\|SUB\|G\|35\|A">=SUM\(A1\)<\/mark> caused/);
  assert.match(
    page,
    /title="Disease · MESH:D1 Renal failure · MESH:D2 · score 0\.50 · predicted · two\nlines">renal</,
  );
  assert.match(page, /<td>not CID<\/td><td>renal failure \(MESH:D2\)<\/td>/);
});

test('HTML: texts stay what they are, marks close where they must, and nothing in a document becomes markup', () => {
  const words = ['<script>', '&amp;', '"', "'", '🙂', 'x', '</mark>', '-->'];
  const anyText = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(' '));
  const span = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(anyText, fc.array(span, { maxLength: 5 }), (content, spans) => {
      const mentions = spans
        .map(([start, length]) => ({ start: start % content.length, length }))
        .map(({ start, length }) => ({
          spans: [{ start, end: Math.min(content.length, start + length) }] as const,
          type: '"><script>',
          concepts: [{ id: '"><b>' }],
          origin: 'gold' as const,
        }));
      const page = formatById('html')!.write!([
        { id: '</title>', text: content, passages: [], mentions, relations: [] },
      ]);
      const body = /<div class="text">(.*?)<\/div>/s.exec(page)![1]!;
      let depth = 0;
      for (const [tag] of body.matchAll(/<[^>]*>/g)) {
        assert.match(tag, /^<\/mark>$|^<mark class="t0" title="[^"<>]*">$/);
        depth += tag === '</mark>' ? -1 : 1;
        assert.ok(depth >= 0);
      }
      assert.equal(depth, 0);
      const shown = body
        .replace(/<[^>]*>/g, '')
        .replace(
          /&(lt|gt|quot|#39|amp);/g,
          (_, name) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name as string]!,
        );
      assert.equal(shown, content);
      assert.ok(!/<script|<b>/.test(page));
    }),
    { numRuns: 200 },
  );
});

test('tables as HTML and Markdown: every cell stays what it says', () => {
  const [, , second] = formatById('mentions-html')!.write!([{ ...document, id: '<b>' }])
    .split('\n<tr>')
    .slice(1);
  assert.match(second!, /^<td>&lt;b&gt;<\/td><td>Disease<\/td><td>18<\/td>.*two\nlines/s);
  const [head, rule, row] = formatById('relations-markdown')!.write!([document]).split('\n');
  assert.match(head!, /^\| document \| type \| subject \|/);
  assert.equal(rule!.match(/---/g)!.length, head!.split(' | ').length);
  assert.match(row!, /^\| 7 \| CID \| c%7CSUB%7CG%7C35%7CA \| =SUM\(A1\) \|/);
  const piped = { ...document, id: 'a|*b*' };
  assert.match(formatById('concepts-markdown')!.write!([piped]), /\n\| a\\\|\\\*b\\\* \|/);
});

test('docs/formats.md names every column, and the mixed tables have those that other programs read', () => {
  const row = (name: string) =>
    readFileSync('docs/formats.md', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`| \`${name}\``))!;
  for (const [name, columns] of [
    ['mentions-…', mentionColumns],
    ['concepts-…', conceptColumns],
    ['relations-…', relationColumns],
  ] as const)
    assert.deepEqual(
      [
        ...row(name)
          .split('|')
          .slice(2)
          .join('|')
          .matchAll(/`(\w+)`/g),
      ].map(([, column]) => column),
      Object.keys(columns),
    );
  assert.deepEqual(
    Object.keys(mixedColumns),
    'document kind type start end text concepts subject object score origin'.split(' '),
  );
});
