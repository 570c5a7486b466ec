import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnnotatedDocument, extent } from '../../../server/src/annotation/model';
import { otherTexts } from '../../../server/src/experiments/otherText/otherTexts';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { annotated } from '../../support/annotated';
import { tinyCorpus } from '../../support/tinyCorpus';

const as = (form: string, ...documents: AnnotatedDocument[]) => otherTexts[form].from(documents);

/** The text with its mentions in marks. */
function shown({ text, mentions }: AnnotatedDocument): string {
  const marks = mentions.map(extent).sort((a, b) => b.start - a.start);
  return marks.reduce(
    (marked, { start, end }) => `${marked.slice(0, start)}«${marked.slice(start, end)}»${marked.slice(end)}`,
    text,
  );
}

const inForm = (form: string, text: string): string => shown(as(form, annotated(text))[0]);

test('mentions go along with letters and hyphens that change', () => {
  const text = 'The «beta-blocker»:Chemical and a «groß-alpha»:Disease.';
  assert.equal(inForm('upperCase', text), 'THE «BETA-BLOCKER» AND A «GROß-ALPHA».');
  assert.equal(inForm('lowerCase', 'No «DNA»:Gene.'), 'no «dna».');
  assert.equal(inForm('greekAsLetters', text), 'The «β-blocker» and a «groß-α».');
  assert.equal(inForm('greekSpelledOut', 'The «β-blocker»:Chemical.'), 'The «beta-blocker».');
  assert.equal(inForm('hyphens', text), 'The «beta\u2010blocker» and a «groß\u2011alpha».');
});

const [abstract] = readPubTator(
  '1|t|Long words of this title\n1|a|One two three four five six seven. Eight nine ten eleven twelve. Thirteen of us went on to sea.\n' +
    '1\t29\t43\ttwo three four\tDisease\tD1\n1\t60\t65\tEight\tChemical\tC1\n',
).documents;

test('notes in Markdown have markup in and around names, which stay what they are', () => {
  const [note] = as('markdown', abstract);
  const read = note.passages.map(({ kind, prose }) => [
    kind,
    prose.map(({ start, end }) => note.text.slice(start, end)).join(''),
  ]);
  assert.deepEqual(read, [
    ['title', 'Long words of this title'],
    ['heading', 'Notes'],
    ['paragraph', 'One two three four five six seven. Eight nine ten eleven twelve.'],
    ['heading', 'Findings'],
    ['listItem', 'Thirteen of us went on to sea.'],
  ]);
  assert.match(shown(note), /«two \*three\* four»/);
  assert.match(note.text, /\[\w+\]\(https:/);
});

test('lines break within names, and the title stands by itself', () => {
  const [wrapped] = as('lineBreaks', abstract);
  assert.match(wrapped.text, /^Long words of this title\n\nOne /);
  assert.ok(wrapped.text.split('\n').every((line) => line.length <= 72));
  assert.deepEqual(
    wrapped.passages.map(({ kind }) => kind),
    ['title', 'paragraph'],
  );
});

test('a full text holds the documents one after the other, with all their mentions', () => {
  const documents = readPubTator(tinyCorpus(1500)).documents;
  const texts = otherTexts['fullText'].from(documents);
  assert.ok(texts.length > 1 && texts.slice(0, -1).every(({ text }) => text.length >= 100_000));
  const words = (some: readonly AnnotatedDocument[]) =>
    some.flatMap(({ text, mentions }) =>
      mentions.map((mention) => text.slice(extent(mention).start, extent(mention).end).replace(/\s/g, ' ')),
    );
  assert.deepEqual(words(texts), words(documents));
});

test('a document without text has every form', () => {
  const empty: AnnotatedDocument = { id: '1', text: '', passages: [], mentions: [], relations: [] };
  for (const { from } of Object.values(otherTexts)) assert.equal(from([empty])[0].text.trim(), '');
});

test('in every form a mention says what it said', () => {
  const documents = readPubTator(tinyCorpus(8)).documents;
  for (const [form, { from }] of Object.entries(otherTexts)) {
    if (form === 'fullText') continue;
    from(documents).forEach(({ text, mentions }, index) => {
      mentions.forEach((mention, m) => {
        const before = extent(documents[index].mentions[m]);
        const now = text.slice(extent(mention).start, extent(mention).end);
        const plain = now.replaceAll(/\*|\[|\]\([^)]*\)/g, '').replaceAll('\n', ' ');
        assert.equal(
          plain.toLowerCase(),
          documents[index].text.slice(before.start, before.end).toLowerCase(),
        );
      });
    });
  }
});
