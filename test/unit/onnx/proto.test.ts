import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph, Tensor } from '../../../server/src/onnx/ir';
import { decodeMetadata, decodeModel, encodeModel } from '../../../server/src/onnx/proto';
import { MessageWriter } from '../../../server/src/onnx/protobuf';

const tensors: Record<string, Tensor> = {
  weight: { dataType: 'float32', shape: [2, 2], data: Float32Array.of(1.5, -2, Number.NaN, 3e38) },
  half: { dataType: 'float16', shape: [2], data: Uint16Array.of(0x3c00, 0xfc00) },
  ids: { dataType: 'int64', shape: [3], data: BigInt64Array.of(-1n, 2n ** 63n - 1n, -(2n ** 63n)) },
  small: { dataType: 'int8', shape: [2], data: Int8Array.of(-128, 127) },
  bytes: { dataType: 'uint8', shape: [2], data: Uint8Array.of(0, 255) },
  whole: { dataType: 'int32', shape: [1], data: Int32Array.of(-5) },
  flag: { dataType: 'bool', shape: [2], data: Uint8Array.of(1, 0) },
  scalar: { dataType: 'float32', shape: [], data: Float32Array.of(7) },
  empty: { dataType: 'float32', shape: [0, 4], data: new Float32Array(0) },
};

const graph: Graph = {
  name: 'everything – with ünïcode',
  inputs: [
    { name: 'words', dataType: 'int64', shape: ['batch', 'words', 3] },
    { name: 'rate', dataType: 'float32', shape: [] },
  ],
  outputs: [{ name: 'scores', dataType: 'float16', shape: ['batch', 0] }],
  initializers: new Map(Object.entries(tensors)),
  nodes: [
    { op: 'Clip', inputs: ['words', '', 'rate'], outputs: ['clipped'], attributes: {} },
    {
      op: 'Everything',
      inputs: ['clipped'],
      outputs: ['scores', ''],
      attributes: {
        alpha: 0.5,
        axis: -1n,
        mode: 'constant',
        perm: [1n, 0n, -(2n ** 40n)],
        scales: [0.25, 2],
        nothing: [],
        value: { dataType: 'float32', shape: [1], data: Float32Array.of(9) },
      },
    },
  ],
};

test('a graph with everything that the representation can say survives the wire format', () => {
  const bytes = encodeModel(graph, { author: 'BioGloss', note: '' });
  assert.deepEqual(decodeModel(bytes), graph);
  assert.deepEqual(decodeMetadata(bytes), { author: 'BioGloss', note: '' });
});

test('the same graph gives the same bytes', () => {
  assert.deepEqual(encodeModel(graph), encodeModel(graph));
});

test('tensors read from a file are aligned copies, wherever they stood in it', () => {
  const bytes = encodeModel(graph);
  const shifted = new Uint8Array(bytes.length + 3).subarray(3);
  shifted.set(bytes);
  const decoded = decodeModel(shifted);
  shifted.fill(0);
  assert.deepEqual(decoded, graph);
});

test('a Buffer, whose slices are views of a shared pool, reads as any bytes do', () => {
  assert.deepEqual(decodeModel(Buffer.from(encodeModel(graph))), graph);
});

test('a file cut short anywhere is refused with an error, or read where only the tail of optional fields is gone', () => {
  const bytes = encodeModel(graph);
  let refused = 0;
  for (let length = 0; length < bytes.length; length++) {
    try {
      decodeModel(bytes.subarray(0, length));
    } catch (error) {
      assert.match(
        (error as Error).name + (error as Error).message,
        /Error.*(the file|graph|node|tensor|attribute|input|output|entry|operator)/,
      );
      refused++;
    }
  }
  assert.ok(refused > bytes.length * 0.9);
});

test('values may also stand in typed lists instead of raw bytes, packed or not', () => {
  const tensor = new MessageWriter().packedInts(1, [2]).int(2, 1).text(8, 'w').packedFloats(4, [0.5, -1]);
  const bits = new MessageWriter().int(1, 2).int(2, 3).text(8, 'i').int(5, -3).int(5, 4);
  const model = modelOf(new MessageWriter().message(5, tensor).message(5, bits));
  const { initializers } = decodeModel(model);
  assert.deepEqual(initializers.get('w')?.data, Float32Array.of(0.5, -1));
  assert.deepEqual(initializers.get('i')?.data, Int8Array.of(-3, 4));
});

const modelOf = (graphMessage: MessageWriter, opset = 20) =>
  new MessageWriter()
    .int(1, 9)
    .message(7, graphMessage)
    .message(8, new MessageWriter().int(2, opset))
    .finish();

const refusals: [string, Uint8Array, RegExp][] = [
  ['text', new TextEncoder().encode('{"model": "no"}'), /the file/],
  ['an empty file', new Uint8Array(0), /holds no ONNX graph/],
  ['another operator set', modelOf(new MessageWriter(), 12), /operator set 12/],
  [
    'a foreign operator',
    modelOf(new MessageWriter().message(1, new MessageWriter().text(4, 'Evil').text(7, 'com.evil'))),
    /Evil of the foreign domain com\.evil/,
  ],
  [
    'a tensor that claims a huge shape',
    modelOf(
      new MessageWriter().message(
        5,
        new MessageWriter()
          .packedInts(1, [2 ** 40, 2 ** 40])
          .int(2, 1)
          .text(8, 'huge'),
      ),
    ),
    /huge.*should hold/,
  ],
  [
    'a tensor of negative size',
    modelOf(new MessageWriter().message(5, new MessageWriter().packedInts(1, [-2]).int(2, 1))),
    /impossible size -2/,
  ],
  [
    'a tensor of strings',
    modelOf(new MessageWriter().message(5, new MessageWriter().int(2, 8))),
    /data type 8/,
  ],
  [
    'values outside the file',
    modelOf(new MessageWriter().message(5, new MessageWriter().int(2, 1).int(14, 1).text(8, 'w'))),
    /outside the model file/,
  ],
  [
    'a subgraph',
    modelOf(
      new MessageWriter().message(
        1,
        new MessageWriter().text(4, 'If').message(5, new MessageWriter().text(1, 'then_branch').int(20, 5)),
      ),
    ),
    /then_branch.*not supported/,
  ],
];
for (const [what, bytes, message] of refusals) {
  test(`${what} is refused with a sentence`, () => assert.throws(() => decodeModel(bytes), { message }));
}

test('a graph of many nodes is written and read', () => {
  const nodes = Array.from({ length: 30_000 }, (_, i) => ({
    op: 'Neg',
    inputs: [`x${i}`],
    outputs: [`x${i + 1}`],
    attributes: {},
  }));
  assert.equal(decodeModel(encodeModel({ ...graph, nodes })).nodes.length, 30_000);
});
