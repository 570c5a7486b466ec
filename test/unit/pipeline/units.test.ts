import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutUnits } from '../../../server/src/pipeline/units';
import { plainTextPassages } from '../../../server/src/text/plainText';
import { passageWords } from '../../../server/src/text/words';

const paragraph = fc.lorem({ maxCount: 12, mode: 'sentences' });
const texts = fc
  .array(paragraph, { minLength: 1, maxLength: 60 })
  .map((paragraphs) => paragraphs.join('\n\n'));
const unitsOf = (text: string) => cutUnits(text, plainTextPassages(text));

test('units hold every passage once, in order', () =>
  fc.assert(
    fc.property(texts, (text) => {
      const passages = plainTextPassages(text);
      assert.deepEqual(
        cutUnits(text, passages).flatMap((unit) => unit.passages),
        passages,
      );
    }),
  ));

test('a title and an abstract are one unit, however long the abstract is', () => {
  const abstract = 'Naproxen was given to rats. '.repeat(200);
  const text = `Naproxen in rats ${abstract}`;
  const units = cutUnits(text, [
    { kind: 'title', span: { start: 0, end: 16 }, prose: [{ start: 0, end: 16 }] },
    { kind: 'abstract', span: { start: 17, end: text.length }, prose: [{ start: 17, end: text.length }] },
  ]);
  assert.equal(units.length, 1);
});

test('an edit in one paragraph of a long text leaves most units as they were', () => {
  const paragraphs = Array.from(
    { length: 400 },
    (_, i) => `Paragraph ${i} tells of ${'drug '.repeat(20 + ((i * 7) % 60))}${i}.`,
  );
  const unitTexts = (text: string) => unitsOf(text).map(({ span }) => text.slice(span.start, span.end));
  const before = new Set(unitTexts(paragraphs.join('\n\n')));
  paragraphs[200] = `${paragraphs[200]} And some more words were typed here.`;
  const after = unitTexts(paragraphs.join('\n\n'));
  const changed = after.filter((text) => !before.has(text)).length;
  assert.ok(after.length > 30, `${after.length} units`);
  assert.ok(changed >= 1 && changed <= 8, `${changed} of ${after.length} units changed`);
});

const long = fc
  .array(
    fc.oneof(
      fc.lorem({ maxCount: 3, mode: 'sentences' }),
      fc.constant('🙂'.repeat(5000)),
      fc.constant('word '.repeat(2000)),
    ),
    {
      minLength: 20,
      maxLength: 60,
    },
  )
  .map((sentences) => `${sentences.join(' ')} ${'An end. '.repeat(1000)}`);

test('a page without paragraphs is cut as well: no unit is long, none ends inside a word, and all words are read', () =>
  fc.assert(
    fc.property(long, (text) => {
      const [passage] = plainTextPassages(text);
      const units = cutUnits(text, [passage]);
      const words = units.flatMap(({ passages }) => passages.flatMap((each) => passageWords(text, each)));
      assert.deepEqual(words, passageWords(text, passage));
      assert.ok(units.every(({ span }) => span.end - span.start <= 5_000));
    }),
    { numRuns: 20 },
  ));

test('markup inside a page without paragraphs stays unread', () => {
  const text = 'It is **not** read. '.repeat(1000);
  const span = { start: 0, end: text.length - 1 };
  const prose = [...text.matchAll(/[^*]+/g)].map(({ index, 0: words }) => ({
    start: index,
    end: Math.min(index + words.length, span.end),
  }));
  const read = cutUnits(text, [{ kind: 'paragraph', span, prose }]).flatMap(({ passages }) => passages);
  assert.ok(read.length > 900);
  assert.ok(
    read.every((each) => each.prose.every(({ start, end }) => !text.slice(start, end).includes('*'))),
  );
});

test('an edit at the start of a page without paragraphs moves the first cuts only', () => {
  const page = Array.from(
    { length: 500 },
    (_, i) => `In study ${i} we gave drug ${i * 7} to ${i} rats.`,
  ).join(' ');
  const unitTexts = (text: string) => unitsOf(text).map(({ span }) => text.slice(span.start, span.end));
  const before = new Set(unitTexts(page));
  const after = unitTexts(`Here is something new. ${page}`);
  const changed = after.filter((text) => !before.has(text)).length;
  assert.ok(after.length > 8 && changed <= 4, `${changed} of ${after.length} units changed`);
});
