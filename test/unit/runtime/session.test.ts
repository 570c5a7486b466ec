import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph } from '../../../server/src/onnx/ir';
import { encodeModel } from '../../../server/src/onnx/proto';
import { Session } from '../../../server/src/runtime/session';

/** y = a·x, z = y + y */
const graph: Graph = {
  name: 'two outputs',
  inputs: [
    { name: 'a', dataType: 'float32', shape: ['rows', 2] },
    { name: 'x', dataType: 'float32', shape: [2, 1] },
  ],
  outputs: [
    { name: 'y', dataType: 'float32', shape: ['rows', 1] },
    { name: 'z', dataType: 'float32', shape: ['rows', 1] },
  ],
  initializers: new Map(),
  nodes: [
    { op: 'MatMul', inputs: ['a', 'x'], outputs: ['y'], attributes: {} },
    { op: 'Add', inputs: ['y', 'y'], outputs: ['z'], attributes: {} },
  ],
};

const float32 = (dims: number[], ...values: number[]) =>
  ({ dataType: 'float32', dims, data: Float32Array.from(values) }) as const;
const feeds = { a: float32([2, 2], 1, 2, 3, 4), x: float32([2, 1], 10, 1) };

test('a model runs on the CPU', async () => {
  const session = await Session.create(encodeModel(graph), { provider: 'cpu', threads: 1 });
  assert.deepEqual(await session.run(feeds), { y: float32([2, 1], 12, 34), z: float32([2, 1], 24, 68) });
  await session.release();
});

test('only the fetched outputs come back', async () => {
  const session = await Session.create(encodeModel(graph), { threads: 1 });
  assert.deepEqual(await session.run(feeds, ['z']), { z: float32([2, 1], 24, 68) });
  await session.release();
});

test('outputs are written into given memory, which may be a view of a WebAssembly memory', async () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const y = { dataType: 'float32', dims: [2, 1], data: new Float32Array(memory.buffer, 256, 2) } as const;
  const session = await Session.create(encodeModel(graph), { threads: 1 });
  const outputs = await session.run(feeds, ['z'], { y });
  assert.deepEqual([...new Float32Array(memory.buffer, 256, 3)], [12, 34, 0]);
  assert.equal(outputs.y, y);
  assert.deepEqual(outputs.z, float32([2, 1], 24, 68));
  await session.release();
});
