import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutUnits } from '../../../server/src/pipeline/units';
import { plainTextPassages } from '../../../server/src/text/plainText';

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
