import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import { peakBytes } from '../../../server/src/onnx/liveMemory';

test('what is alive at one time is counted, what lies outside of the graph is not', () => {
  const g = new GraphBuilder('test');
  const x = g.input('x', 'float32', ['rows', 4]);
  const a = g.exp(x); // alive until the sum
  const b = g.tanh(g.tanh(a)); // two at a time
  const flat = g.reshape(g.add(a, b), ['4*rows']); // the sum's memory
  g.output('y', g.neg(flat));
  const { graph, values } = g.build();
  const tensor = 3 * 4 * 4;
  assert.equal(peakBytes(graph, values, new Map([['rows', 3]])), 3 * tensor);
  assert.equal(peakBytes(graph, values, new Map([['rows', 30]])), 30 * tensor);
});
