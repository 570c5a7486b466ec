import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as shapes from '../../../server/src/onnx/shapes';

test('a size has one spelling, however it came about', () => {
  assert.equal(shapes.multiply('words', 'batch'), shapes.multiply('batch', 'words'));
  assert.equal(shapes.add(2, 'words'), 'words + 2');
  assert.equal(shapes.subtract(shapes.add('words', 'words'), 'words'), 'words');
  assert.equal(shapes.subtract('words + 2', 'words'), 2);
  assert.equal(shapes.multiply('words + 2', 'words - 2'), 'words*words - 4');
  assert.equal(shapes.canonical('words*6*batch'), '6*batch*words');
});

test('the size of a reshape’s open axis follows from the others', () => {
  assert.equal(shapes.quotient(['batch', 'words', 192], [64]), '3*batch*words');
  assert.equal(shapes.quotient(['3*batch*words', 64], ['batch', 'words']), 192);
  assert.equal(shapes.quotient(['words + 2', 6], ['words + 2', 4]), undefined, '6/4 is no size');
  assert.equal(
    shapes.quotient(['batch', 4], ['words']),
    undefined,
    'nothing says that words divides 4 · batch',
  );
});

test('shapes broadcast as in NumPy', () => {
  assert.deepEqual(shapes.broadcast(['batch', 1, 4], ['words', 1]), ['batch', 'words', 4]);
  assert.equal(shapes.broadcast(['batch', 3], ['words', 3]), undefined);
});

test('arithmetic on symbols agrees with arithmetic on their values', () => {
  const dimension = fc
    .tuple(fc.nat(9), fc.constantFrom('a', 'b', 'words'), fc.nat(9))
    .map(([factor, symbol, more]) => shapes.add(shapes.multiply(factor, symbol), more));
  fc.assert(
    fc.property(dimension, dimension, fc.nat(50), fc.nat(50), fc.nat(50), (x, y, a, b, words) => {
      const value = (d: string | number) => shapes.evaluate(d, new Map(Object.entries({ a, b, words })));
      assert.equal(value(shapes.multiply(x, y)), value(x) * value(y));
      assert.equal(value(shapes.add(x, y)), value(x) + value(y));
      assert.equal(value(shapes.subtract(x, y)), value(x) - value(y));
      assert.equal(shapes.canonical(shapes.multiply(x, y)), shapes.multiply(x, y));
    }),
  );
});
