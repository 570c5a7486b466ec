import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerptOf } from '../../../server/src/annotation/excerpt';
import { type AnnotatedDocument, wording } from '../../../server/src/annotation/model';
import type { Span } from '../../../server/src/text/span';

const text = 'On 🙂 naproxen.\nNaproxen caused severe ulcers.\nUlcers healed.';
const at = (words: string): Span => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
const document: AnnotatedDocument = {
  id: 'paper.txt',
  text,
  passages: [
    {
      kind: 'paragraph',
      span: { start: 0, end: text.length },
      prose: [at('On 🙂 naproxen.'), at('Naproxen caused severe ulcers.')],
    },
  ],
  mentions: [
    { spans: [at('naproxen')], type: 'Chemical', concepts: [], origin: 'predicted' },
    { spans: [at('Naproxen')], type: 'Chemical', concepts: [{ id: 'C' }], origin: 'predicted' },
    { spans: [at('severe'), at('ulcers')], type: 'Disease', concepts: [{ id: 'D' }], origin: 'user' },
    { spans: [at('Ulcers')], type: 'Disease', concepts: [], origin: 'predicted' },
  ],
  relations: [
    {
      type: 'CID',
      subject: 'C',
      object: 'D',
      origin: 'predicted',
      evidence: [
        { sentence: at('Naproxen caused severe ulcers.'), subject: at('Naproxen'), object: at('severe') },
        { sentence: { start: 0, end: text.length }, subject: at('naproxen'), object: at('Ulcers') },
      ],
    },
    { type: 'CID', subject: 'C', object: 'E', origin: 'predicted', evidence: [] },
  ],
};

test('an excerpt is a document of its own: what lies in it whole, at its own offsets', () => {
  const excerpt = excerptOf(document, at('Naproxen caused severe ulcers'), 'paper.txt:2');
  assert.equal(excerpt.text, 'Naproxen caused severe ulcers');
  assert.equal(excerpt.id, 'paper.txt:2');
  assert.deepEqual(
    excerpt.mentions.map((mention) => wording(excerpt.text, mention)),
    ['Naproxen', 'severe ulcers'],
  );
  const whole = { start: 0, end: excerpt.text.length };
  assert.deepEqual(
    excerpt.relations.map(({ object, evidence }) => [object, evidence]),
    [['D', [{ sentence: whole, subject: { start: 0, end: 8 }, object: { start: 16, end: 22 } }]]],
  );
  assert.deepEqual(excerpt.passages, [{ kind: 'paragraph', span: whole, prose: [whole] }]);
});

test('what a cut runs through is left out', () => {
  const excerpt = excerptOf(document, { start: 0, end: at('caused').end }, 'x');
  assert.deepEqual(
    excerpt.mentions.map((mention) => wording(excerpt.text, mention)),
    ['naproxen', 'Naproxen'],
  );
  assert.deepEqual(excerpt.relations, []);
});
