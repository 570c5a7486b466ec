import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CodePointIndex } from '../../server/src/text/codePoints';
import { LineIndex } from '../../server/src/text/lineIndex';
import { markdownPassages } from '../../server/src/text/markdown';
import { plainTextPassages } from '../../server/src/text/plainText';
import { splitSentences } from '../../server/src/text/sentences';
import type { Span } from '../../server/src/text/span';
import { passageWords, segmentWords } from '../../server/src/text/words';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'B', '1', '.', ' ', '\n', '\r', '(', '🙂', '\ud83d', '\ude42', 'α', '"', '?'),
  }),
);
const markdownPieces = [
  'a',
  ' ',
  '\n',
  '\n\n',
  '*',
  '**',
  '_',
  '`',
  '```\n',
  '[',
  ']',
  '(',
  ')',
  '# ',
  '- ',
  '> ',
  '1. ',
  '|',
  '$',
  '&amp;',
  '\\',
  '<b>',
  '<!--',
  '-->',
  '\r\n',
  '\t',
  '    ',
  'http://a.b',
  '[^1]',
  ': ',
  '🙂',
];
const anyMarkdown = fc
  .array(fc.constantFrom(...markdownPieces), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

const assertInOrder = (spans: readonly Span[]) => {
  let from = 0;
  for (const { start, end } of spans) {
    assert.ok(start >= from && start < end);
    from = end;
  }
};

const nonSpace = (text: string) => text.replace(/\s/g, '');

test('words cover every character but whitespace and controls, once, in order', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const words = segmentWords(text, { start: 0, end: text.length });
      assertInOrder(words);
      const read = words.map(({ start, end }) => text.slice(start, end)).join('');
      const blank = /[\s\p{Z}\p{Cc}\u200b\ufeff]/u;
      assert.equal(read, [...text].filter((character) => !blank.test(character)).join(''));
    }),
  );
});

test('sentences cover every character but whitespace, once, in order', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const sentences = splitSentences(text, { start: 0, end: text.length });
      assertInOrder(sentences);
      assert.equal(
        nonSpace(sentences.map(({ start, end }) => text.slice(start, end)).join('')),
        nonSpace(text),
      );
    }),
  );
});

test('offsets to code points and back', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const index = new CodePointIndex(text);
      const points = [...text];
      assert.equal(index.length, points.length);
      let offset = 0;
      points.forEach((point, codePoint) => {
        assert.equal(index.toUtf16(codePoint), offset);
        assert.equal(index.fromUtf16(offset), codePoint);
        offset += point.length;
      });
      assert.equal(index.toUtf16(points.length), text.length);
      assert.equal(index.fromUtf16(text.length), points.length);
    }),
  );
});

test('offsets to lines and back, outside line breaks', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const index = new LineIndex(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const position = index.positionAt(offset);
        const back = index.offsetAt(position);
        assert.ok(back <= offset && /^[\r\n]?$/.test(text.slice(back, offset)));
      }
    }),
  );
});

test('plain passages cover every character but whitespace', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = plainTextPassages(text).map(({ span }) => text.slice(span.start, span.end));
      assert.equal(nonSpace(read.join('')), nonSpace(text));
    }),
  );
});

test('prose of Markdown lies in its passages, in order, and never overlaps', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      let from = 0;
      for (const { span, prose } of markdownPassages(text)) {
        assert.ok(prose.length > 0);
        assert.equal(span.start, prose[0]!.start);
        assert.equal(span.end, prose[prose.length - 1]!.end);
        for (const { start, end } of prose) {
          assert.ok(start >= from && start < end && end <= text.length);
          from = end;
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('Markdown reads the same when a block is put before it', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      const words = (whole: string, from: number) =>
        markdownPassages(whole).flatMap((each) => passageWords(whole, each).map(({ start }) => start - from));
      const alone = words(`x\n\n${text}`, 3);
      assert.deepEqual(words(`Many words.\n\nOne more.\n\nx\n\n${text}`, 27).slice(3 + 3), alone);
    }),
    { numRuns: 300 },
  );
});
