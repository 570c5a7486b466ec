import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodePointIndex } from '../../../server/src/text/codePoints';

test('a surrogate pair is one code point, a lone surrogate is one too', () => {
  const index = new CodePointIndex('a🙂b\ud83dc');
  assert.equal(index.length, 5);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((codePoint) => index.toUtf16(codePoint)),
    [0, 1, 3, 4, 5, 6],
  );
  assert.deepEqual(
    [0, 1, 3, 4, 5, 6].map((offset) => index.fromUtf16(offset)),
    [0, 1, 2, 3, 4, 5],
  );
});

test('the middle of a pair is the pair', () => {
  assert.equal(new CodePointIndex('a🙂b').fromUtf16(2), 1);
});

test('two pairs side by side', () => {
  const index = new CodePointIndex('🙂🙂');
  assert.deepEqual(
    [0, 1, 2].map((codePoint) => index.toUtf16(codePoint)),
    [0, 2, 4],
  );
});
