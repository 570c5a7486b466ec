import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphBuilder, type Value } from '../../../server/src/onnx/builder';
import { ones, zeros } from '../../../server/src/onnx/initializers';
import { encodeModel } from '../../../server/src/onnx/proto';
import { floats, ids, runGraph } from '../../support/runGraph';

const builder = (training = false) => new GraphBuilder('test', { training });

/** What does not fit together is refused while the graph is written, in a sentence with both shapes. */
const refusals: [string, (g: GraphBuilder, x: Value, y: Value) => unknown, RegExp][] = [
  ['Add', (g, x, y) => g.add(x, y), /Add in the graph "test": \[words, 4\] and \[3, 5\] do not broadcast/],
  [
    'MatMul',
    (g, x, y) => g.matMul(x, y),
    /MatMul .* x is \[words, 4\] and y is \[3, 5\], which do not go together/,
  ],
  ['Gemm', (g, x, y) => g.scope('layer', () => g.gemm(x, y)), /Gemm in "layer" of the graph "test"/],
  ['Reshape', (g, x) => g.reshape(x, [3, -1]), /Reshape .* \[words, 4\] does not fill \[3, -1\]/],
  ['Concat', (g, x, y) => g.concat([x, y], 0), /Concat .*\[words, 4\].*\[3, 5\]/],
  ['Slice', (g, _, y) => g.slice(y, 1, 2, 6), /Slice .* 2 to 6 is outside axis 1 of \[3, 5\]/],
  ['Transpose', (g, x) => g.transpose(x, [0, 2]), /Transpose .* does not order the axes of \[words, 4\]/],
  ['Gather', (g, x, y) => g.gather(x, y), /Gather .* y is float32, expected int64/],
  ['ReduceSum', (g, x) => g.reduceSum(x, [2]), /ReduceSum .* has no axis 2/],
  ['Equal', (g, x) => g.equal(x, g.constant(1, 'int64')), /Equal .* is float32, .* is int64/],
  ['layer norm', (g, x, y) => g.layerNormalization(x, y, y), /LayerNormalization/],
  ['dropout', (g, x) => g.dropout(x, 1), /rate 1; expected 0 ≤ rate < 1/],
  ['a size', (g) => g.input('z', 'float32', ['two words']), /"two words" is no size/],
  ['a name', (g) => g.parameter('x', [1], zeros), /two tensors of the graph "test" are named "x"/],
  [
    'an unknown symbol',
    (g, x) => g.expand(g.reduceSum(x, [0, 1]), ['lines']),
    /no input .* a size named "lines", only words/,
  ],
];
for (const [what, write, message] of refusals)
  test(`wrong ${what}: refused with a sentence`, () => {
    const g = builder();
    assert.throws(
      () => write(g, g.input('x', 'float32', ['words', 4]), g.input('y', 'float32', [3, 5])),
      message,
    );
  });

test('sizes that are known only when the graph runs are computed from the inputs', async () => {
  const g = builder();
  const x = g.input('x', 'float32', ['batch', 'words', 2]);
  const padded = g.pad(x, 1, 1, 'words');
  const grown = g.expand(g.reshape(padded, ['batch', '2*words + 1', 1, 2]), [
    'batch',
    '2*words + 1',
    'batch*words',
    2,
  ]);
  assert.deepEqual(grown.shape, ['batch', '2*words + 1', 'batch*words', 2]);
  g.output('y', grown);
  g.output('back', g.slice(padded, 1, 1, 'words + 1'));
  g.output('count', g.number('batch*words'));
  const feed = floats(2, 3, 2);
  const { y, back, count } = await runGraph(g.build().graph, { x: feed });
  assert.deepEqual(y.shape, [2, 7, 6, 2]);
  assert.deepEqual([...back.data], [...feed.data]);
  assert.equal(count.data[0], 6);
});

test('reshapes of symbolic tensors need no nodes to compute their sizes', () => {
  const g = builder();
  const x = g.input('x', 'float32', ['batch', 'words', 8]);
  g.output('y', g.reshape(g.reshape(g.neg(x), [-1, 8]), ['batch', 'words', 2, 4]));
  const operators = g.build().graph.nodes.map((node) => node.op);
  // Two sizes are open on the way back; they are read from the input.
  assert.deepEqual(
    operators.filter((op) => op !== 'Shape'),
    ['Neg', 'Reshape', 'Concat', 'Reshape'],
  );
  assert.equal(g.reshape(x, [-1, 8]).shape[0], 'batch*words');
});

test('dropout is a mask in training and nothing otherwise', () => {
  const train = builder(true);
  const dropped = train.dropout(train.input('x', 'float32', ['words', 4]), 0.25);
  train.output('y', dropped);
  assert.deepEqual(
    train.build().masks.map(({ shape, keep }) => ({ shape, keep })),
    [{ shape: ['words', 4], keep: 0.75 }],
  );
  const use = builder();
  const x = use.input('x', 'float32', ['words', 4]);
  assert.equal(use.dropout(x, 0.25), x);
});

test('parameters are inputs named by their scopes, and equal code gives equal bytes', () => {
  const write = () => {
    const g = builder();
    const x = g.input('x', 'float32', ['words', 4]);
    g.scope('encoder', () =>
      g.scope('layer0', () => g.output('y', g.mul(g.add(x, 1), g.parameter('scale', [4], ones)))),
    );
    return g.build();
  };
  assert.deepEqual(
    write().graph.inputs.map(({ name }) => name),
    ['x', 'encoder.layer0.scale'],
  );
  assert.deepEqual(encodeModel(write().graph), encodeModel(write().graph));
});

test('what no output needs is not in the graph', () => {
  const g = builder();
  const x = g.input('x', 'float32', ['words']);
  g.exp(g.mul(x, 3));
  g.output('y', g.neg(x));
  const { graph } = g.build();
  assert.deepEqual(
    graph.nodes.map(({ op }) => op),
    ['Neg'],
  );
  assert.equal(graph.initializers.size, 0);
});

test('one tensor may be two outputs, and an input may be an output', async () => {
  const g = builder();
  const x = g.input('x', 'float32', [2]);
  const y = g.neg(x);
  g.output('once', y);
  g.output('twice', y);
  g.output('same', x);
  const result = await runGraph(g.build().graph, { x: floats(2) });
  assert.deepEqual(result.once.data, result.twice.data);
  assert.deepEqual(result.same.data, floats(2).data);
});

test('rows with the same id are added up', async () => {
  const g = builder();
  g.output(
    'y',
    g.scatterAdd(
      [3, 2],
      g.input('ids', 'int64', [3]),
      g.constant({ dataType: 'float32', shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) }),
    ),
  );
  const { y } = await runGraph(g.build().graph, { ids: ids([3], 2, 0, 2) });
  assert.deepEqual([...y.data], [3, 4, 0, 0, 6, 8]);
});
