import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dataTypes } from '../../server/src/onnx/dataTypes';
import type { Attribute, DataType, Graph, Tensor } from '../../server/src/onnx/ir';
import { decodeModel, encodeModel } from '../../server/src/onnx/proto';
import { MalformedMessage } from '../../server/src/onnx/protobuf';

/** fast-check's records have no prototype unless told, which deepEqual would count as a difference. */
const plain = { noNullPrototype: true };
const dataType = fc.constantFrom(...(Object.keys(dataTypes) as DataType[]));
const name = fc.string({ unit: 'grapheme', minLength: 1 });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

const tensor: fc.Arbitrary<Tensor> = fc
  .record({ dataType, shape: fc.array(fc.nat(4), { maxLength: 3 }) }, plain)
  .chain(({ dataType, shape }) => {
    const bytes = shape.reduce((product, size) => product * size, dataTypes[dataType].bytes);
    return fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((values) => ({
      dataType,
      shape,
      data: new dataTypes[dataType].array(new Uint8Array(values).buffer),
    }));
  });

// A list without elements says nothing of its type; it comes back as it is, so it needs no case of its own.
const attribute: fc.Arbitrary<Attribute> = fc.oneof(
  fc.float({ noNaN: true }),
  int64,
  fc.string({ unit: 'grapheme' }),
  fc.array(int64),
  fc.array(fc.float({ noNaN: true }), { minLength: 1 }),
  tensor,
);

const valueInfo = fc.record(
  { name, dataType, shape: fc.array(fc.oneof(fc.nat(), name), { maxLength: 4 }) },
  plain,
);

const node = fc.record(
  {
    op: name,
    inputs: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
    outputs: fc.array(name, { maxLength: 2 }),
    attributes: fc
      .array(fc.tuple(name, attribute), { maxLength: 3 })
      .map((entries) => Object.fromEntries(entries)),
  },
  plain,
);

const graph: fc.Arbitrary<Graph> = fc.record(
  {
    name,
    inputs: fc.array(valueInfo, { maxLength: 4 }),
    outputs: fc.array(valueInfo, { maxLength: 4 }),
    initializers: fc.array(fc.tuple(name, tensor), { maxLength: 4 }).map((entries) => new Map(entries)),
    nodes: fc.array(node, { maxLength: 5 }),
  },
  plain,
);

test('every graph survives the wire format', () => {
  fc.assert(fc.property(graph, (graph) => assert.deepEqual(decodeModel(encodeModel(graph)), graph)));
});

test('damaged bytes are read or refused with a sentence: nothing else is thrown, nothing hangs', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(graph, damage, (graph, changes) => {
      const bytes = encodeModel(graph);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      try {
        decodeModel(bytes);
      } catch (error) {
        assert.ok(error instanceof MalformedMessage, String(error));
      }
    }),
  );
});
