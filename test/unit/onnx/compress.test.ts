import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedding } from '../../../server/src/nn/embedding';
import { linear } from '../../../server/src/nn/linear';
import { GraphBuilder } from '../../../server/src/onnx/builder';
import { bindWeights, expandWeights, storeSmall } from '../../../server/src/onnx/compress';
import { fromFloat16, toFloat16 } from '../../../server/src/onnx/float16';
import type { Tensor } from '../../../server/src/onnx/ir';
import { decodeModel, encodeModel } from '../../../server/src/onnx/proto';
import { Session } from '../../../server/src/runtime/session';

test('every half survives the way to float32 and back', () => {
  for (let bits = 0; bits < 65536; bits++) {
    const value = fromFloat16(bits);
    if (!Number.isNaN(value)) assert.equal(toFloat16(value), bits);
  }
});

test('rounding to half is to the nearest, ties to even', () => {
  const cases: [number, number][] = [
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1 + 2 ** -9],
    [1 + 2 ** -11 + 2 ** -20, 1 + 2 ** -10],
    [65519, 65504],
    [65520, Number.POSITIVE_INFINITY],
    [-(2 ** -25), -0],
    [2 ** -25 + 2 ** -40, 2 ** -24],
    [2 ** -14 - 2 ** -26, 2 ** -14],
  ];
  for (const [value, half] of cases) assert.equal(fromFloat16(toFloat16(value)), half);
});

/** Two look-ups in a table, one layer of which the weight is large enough to store small, one tied weight read in two ways. */
function example() {
  const g = new GraphBuilder('example');
  const ids = g.input('ids', 'int64', ['words', 2]);
  const rows = embedding(g, 'table', ids, { count: 300, width: 24 });
  const tied = g.parameter('tied', [100, 24], () => new Float32Array(2400));
  const hidden = linear(g, 'layer', g.reshape(g.add(rows, g.gather(tied, ids)), ['words', 48]), 64);
  g.output('scores', g.matMul(g.slice(hidden, 1, 0, 24), g.transpose(tied, [1, 0])));
  const { graph, parameters } = g.build();
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647 - 0.5;
  };
  const weights = new Map(
    parameters.map(({ name, shape }): [string, Tensor] => {
      const scale = 2 ** (6 * random());
      const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * scale);
      return [name, { dataType: 'float32', shape, data }];
    }),
  );
  return { graph, names: parameters.map(({ name }) => name), weights };
}

const ids = {
  dataType: 'int64',
  dims: [50, 2],
  data: BigInt64Array.from({ length: 100 }, (_, i) => BigInt((i * 37) % 100)),
} as const;

async function scores(model: Uint8Array): Promise<Float32Array> {
  const session = await Session.create(model, { threads: 1 });
  const outputs = await session.run({ ids });
  await session.release();
  return outputs.scores.data as Float32Array;
}

test('a graph stored small is less than half the size and says nearly the same', async () => {
  const { graph, names, weights } = example();
  const whole = bindWeights(graph, names, weights);
  assert.deepEqual(
    whole.inputs.map(({ name }) => name),
    ['ids'],
  );
  const small = storeSmall(whole);
  assert.equal(small.initializers.get('table')?.dataType, 'int8');
  assert.equal(small.initializers.get('tied')?.dataType, 'float16');
  assert.equal(small.initializers.get('layer.bias')?.dataType, 'float32');
  const [wholeBytes, smallBytes] = [encodeModel(whole), encodeModel(small)];
  assert.ok(smallBytes.length < wholeBytes.length / 2);
  const [expected, actual] = [await scores(wholeBytes), await scores(smallBytes)];
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(value - actual[i]) < 0.01 * largest, `${value} ≠ ${actual[i]}`);
});

test('weights come back by name from the file: tables to half a step of 127, matrices to eleven bits', () => {
  const { graph, names, weights } = example();
  const expanded = expandWeights(decodeModel(encodeModel(storeSmall(bindWeights(graph, names, weights)))));
  assert.deepEqual([...expanded.keys()].sort(), [...names].sort());
  for (const [name, { data, shape }] of weights) {
    const values = data as Float32Array;
    values.forEach((value, i) => {
      const row = values.subarray(i - (i % shape[1]), i - (i % shape[1]) + shape[1]);
      const largest = row.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      const allowed = name === 'table' ? (largest / 127) * 0.51 : Math.abs(value) * 2 ** -11 + 2 ** -25;
      assert.ok(Math.abs(expanded.get(name)![i] - value) <= allowed, `${name} ${i}: ${value}`);
    });
  }
});

test('a graph that was never stored small expands to its weights as they are', () => {
  const { graph, names, weights } = example();
  const expanded = expandWeights(bindWeights(graph, names, weights));
  assert.deepEqual(expanded, new Map([...weights].map(([name, { data }]) => [name, data])));
});

test('rows of zeros and of tiny or huge numbers survive', () => {
  const width = 32;
  const scales = [0, 1e-7, 1e-5, 1, 1e4, 6e4];
  const data = Float32Array.from(
    { length: 64 * width },
    (_, i) => scales[Math.floor(i / width) % 6] * Math.cos(i),
  );
  const g = new GraphBuilder('rows');
  g.output(
    'rows',
    g.gather(
      g.parameter('table', [64, width], () => data),
      g.input('ids', 'int64', ['n']),
    ),
  );
  const { graph } = g.build();
  const table: Tensor = { dataType: 'float32', shape: [64, width], data };
  const expanded = expandWeights(storeSmall(bindWeights(graph, ['table'], new Map([['table', table]])))).get(
    'table',
  )!;
  data.forEach((value, i) => {
    const scale = scales[Math.floor(i / width) % 6];
    assert.ok(Math.abs(expanded[i] - value) <= Math.max(scale / 127, 6e-8), `${value} → ${expanded[i]}`);
  });
});

test('a missing weight, or one of another shape, is named', () => {
  const { graph, names, weights } = example();
  assert.throws(
    () => bindWeights(graph, names, new Map()),
    /weight "table" of the graph "example" is missing/,
  );
  const wrong = new Map([...weights, ['table', { ...weights.get('table')!, shape: [24, 300] }]]);
  assert.throws(
    () => bindWeights(graph, names, wrong),
    /"table" should have the shape \[300,24\], but has \[24,300\]/,
  );
});
