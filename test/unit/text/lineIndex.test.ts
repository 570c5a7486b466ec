import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../../server/src/text/lineIndex';

test('every kind of line break ends a line', () => {
  const index = new LineIndex('a\nb\r\nc\rd\n');
  assert.equal(index.lineCount, 5);
  assert.deepEqual(index.positionAt(2), { line: 1, character: 0 });
  assert.deepEqual(index.positionAt(5), { line: 2, character: 0 });
  assert.deepEqual(index.positionAt(7), { line: 3, character: 0 });
  assert.deepEqual(index.positionAt(9), { line: 4, character: 0 });
});

test('positions beyond the text or the line are clamped', () => {
  const index = new LineIndex('ab\r\ncd');
  assert.equal(index.offsetAt({ line: 0, character: 99 }), 2);
  assert.equal(index.offsetAt({ line: 9, character: 0 }), 6);
  assert.equal(index.offsetAt({ line: -1, character: 4 }), 0);
  assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
  assert.deepEqual(index.positionAt(3), { line: 0, character: 2 });
});

test('an empty text has one empty line', () => {
  const index = new LineIndex('');
  assert.equal(index.lineCount, 1);
  assert.deepEqual(index.positionAt(0), { line: 0, character: 0 });
});
