import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph } from '../../../server/src/onnx/ir';
import { encodeModel } from '../../../server/src/onnx/proto';
import { chooseProvider, type Opened } from '../../../server/src/runtime/chooseProvider';
import type { Provider } from '../../../server/src/runtime/device';
import { Session } from '../../../server/src/runtime/session';

const graph: Graph = {
  name: 'twice',
  inputs: [{ name: 'x', dataType: 'float32', shape: ['rows'] }],
  outputs: [{ name: 'y', dataType: 'float32', shape: ['rows'] }],
  initializers: new Map(),
  nodes: [{ op: 'Add', inputs: ['x', 'x'], outputs: ['y'], attributes: {} }],
};

/** The model, run on a provider that is really there. */
async function openAndRun(provider: Provider): Promise<Opened> {
  const session = await Session.create(encodeModel(graph), { provider, threads: 1 });
  const { y } = await session.run({ x: { dataType: 'float32', dims: [1], data: Float32Array.of(3) } });
  assert.deepEqual(y.data, Float32Array.of(6));
  return { milliseconds: 1, release: () => session.release() };
}

/** Provider by provider how long it takes, or why it fails; and what was released. */
function pretend(outcomes: Partial<Record<Provider, number | string>>) {
  const released: Provider[] = [];
  const open = async (provider: Provider, isTimed: boolean): Promise<Opened> => {
    const outcome = outcomes[provider] ?? 'not there';
    if (typeof outcome === 'string') throw new Error(outcome);
    return { milliseconds: isTimed ? outcome : undefined, release: async () => void released.push(provider) };
  };
  return { open, released };
}

test('auto ends at a provider that runs, and says why others did not', async () => {
  const { opened, provider, attempts } = await chooseProvider('auto', openAndRun);
  assert.equal(attempts.at(-1)?.provider, provider);
  for (const { failure } of attempts.slice(0, -1)) assert.ok(failure);
  await opened.release();
});

// CUDA stands for any graphics processor here: on Linux it is always tried, on the other systems another one is.
const gpu: Provider = process.platform === 'linux' ? 'cuda' : 'webgpu';

test('a faster graphics processor is taken, and the CPU released', async () => {
  const { open, released } = pretend({ [gpu]: 2, cpu: 5 });
  assert.equal((await chooseProvider('auto', open)).provider, gpu);
  assert.deepEqual(released, ['cpu']);
});

test('one in software, slower than the CPU, is not', async () => {
  const { open, released } = pretend({ [gpu]: 300, cpu: 5 });
  const { provider, attempts } = await chooseProvider('auto', open);
  assert.equal(provider, 'cpu');
  assert.match(
    attempts.find(({ provider }) => provider === gpu)!.failure!,
    /slower here, 300 ms a text against 5 ms/,
  );
  assert.deepEqual(released, [gpu]);
});

test('a provider that fails only when it runs is passed over, with the first line of what it said', async () => {
  const { provider, attempts } = await chooseProvider(
    'auto',
    pretend({ [gpu]: 'no half floats.\n  at kernel.cc:12', cpu: 5 }).open,
  );
  assert.equal(provider, 'cpu');
  assert.equal(attempts.find(({ provider }) => provider === gpu)!.failure, 'no half floats');
});

test('a device that was asked for by name runs or fails, in one sentence', async () => {
  const { opened, attempts } = await chooseProvider('cpu', openAndRun);
  assert.deepEqual(attempts, [{ provider: 'cpu' }]);
  await opened.release();
  const absent = process.platform === 'win32' ? 'coreml' : 'dml';
  await assert.rejects(chooseProvider(absent, openAndRun), {
    message: new RegExp(`^The model cannot run on this computer \\(${absent}: [^\\n]+\\)\\.$`),
  });
});
