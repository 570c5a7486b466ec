import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import { given, glorotUniform, normal, uniform } from '../../../server/src/onnx/initializers';

const random = () => randomSequence(1, 'test');
const deviation = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

test('normal numbers have the deviation that was asked for', () => {
  assert.ok(Math.abs(deviation(normal(0.3)([200, 100], random())) - 0.3) < 0.01);
});

test('uniform numbers keep to their limit and reach it', () => {
  const values = uniform(2)([5000], random());
  assert.ok(values.every((x) => Math.abs(x) <= 2));
  assert.ok(Math.max(...values) > 1.9 && Math.min(...values) < -1.9);
});

test('Glorot’s numbers keep the variance: deviation √(2 / (in + out))', () => {
  assert.ok(Math.abs(deviation(glorotUniform([300, 100], random())) - Math.sqrt(2 / 400)) < 0.001);
});

test('given numbers are copied, and must fill the shape', () => {
  const values = Float32Array.of(1, 2, 3, 4);
  const start = given(values)([2, 2], random());
  assert.deepEqual(start, values);
  assert.notEqual(start, values);
  assert.throws(
    () => given(values)([2, 3], random()),
    /the initial values are 4 numbers; the shape \[2, 3\] needs 6/,
  );
});
