import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph } from '../../../server/src/onnx/ir';
import { encodeModel } from '../../../server/src/onnx/proto';
import type { Provider } from '../../../server/src/runtime/device';
import { firstThatWorks } from '../../../server/src/runtime/firstThatWorks';
import { Session } from '../../../server/src/runtime/session';

const graph: Graph = {
  name: 'twice',
  inputs: [{ name: 'x', dataType: 'float32', shape: ['rows'] }],
  outputs: [{ name: 'y', dataType: 'float32', shape: ['rows'] }],
  initializers: new Map(),
  nodes: [{ op: 'Add', inputs: ['x', 'x'], outputs: ['y'], attributes: {} }],
};

async function openAndRun(provider: Provider): Promise<Session> {
  const session = await Session.create(encodeModel(graph), { provider, threads: 1 });
  const { y } = await session.run({ x: { dataType: 'float32', dims: [1], data: Float32Array.of(3) } });
  assert.deepEqual(y.data, Float32Array.of(6));
  return session;
}

test('auto ends at a provider that runs, and says why others did not', async () => {
  const { opened, provider, attempts } = await firstThatWorks('auto', openAndRun);
  assert.equal(attempts.at(-1)?.provider, provider);
  for (const { failure } of attempts.slice(0, -1)) assert.ok(failure);
  await opened.release();
});

test('a provider that fails only when it runs is passed over', async () => {
  const { provider, attempts } = await firstThatWorks('auto', async (provider) => {
    if (provider !== 'cpu') throw new Error('no half floats.\n  at kernel.cc:12');
  });
  assert.equal(provider, 'cpu');
  for (const { failure } of attempts.slice(0, -1))
    assert.match(failure!, /^(no half floats|the Vulkan loader .*|no graphics processor .*)$/);
});

test('a device that was asked for by name runs or fails, in one sentence', async () => {
  assert.deepEqual((await firstThatWorks('cpu', openAndRun)).attempts, [{ provider: 'cpu' }]);
  const absent = process.platform === 'win32' ? 'coreml' : 'dml';
  await assert.rejects(firstThatWorks(absent, openAndRun), {
    message: new RegExp(`^The model cannot run on this computer \\(${absent}: [^\\n]+\\)\\.$`),
  });
});
