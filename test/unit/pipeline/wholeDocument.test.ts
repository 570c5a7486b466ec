import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument, EntityMention } from '../../../server/src/annotation/model';
import { cutUnits } from '../../../server/src/pipeline/units';
import { mentionsWithin, wholeDocument } from '../../../server/src/pipeline/wholeDocument';
import { markdownPassages } from '../../../server/src/text/markdown';

const text = 'Naproxen caused ulcers.\n\n    naproxen = dose(ulcers)\n\nUlcers healed.\n';

const mention = (name: string, after = 0): EntityMention => {
  const start = text.indexOf(name, after);
  return { spans: [{ start, end: start + name.length }], type: 'Chemical', concepts: [], origin: 'gold' };
};

const document: AnnotatedDocument = {
  id: '1',
  text,
  passages: markdownPassages(text),
  mentions: [mention('Naproxen'), mention('naproxen'), mention('Ulcers')],
  relations: [],
};
const units = document.passages.map((passage) => ({ span: passage.span, passages: [passage] }));
const parts = units.map((unit) => ({ mentions: mentionsWithin(document, unit), relations: [] }));

test('a given mention that stands in code is kept, in order of reading', () => {
  assert.equal(parts.flatMap(({ mentions }) => mentions).length, 2);
  assert.deepEqual(wholeDocument(document, units, parts, 'entities').mentions, document.mentions);
});

test('where nothing is given, only what was found counts', () => {
  assert.equal(wholeDocument(document, units, parts, 'none').mentions.length, 2);
});

test('a document without anything to read keeps what it was given', () => {
  const nothing = { ...document, passages: [] };
  assert.deepEqual(wholeDocument(nothing, cutUnits(text, []), [], 'spans').mentions, document.mentions);
});
