import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltGraph } from '../../server/src/onnx/builder';
import type { HostTensor } from '../../server/src/runtime/session';
import { TrainingSession } from '../../server/src/training/trainingSession';

/** What a script of test/fixtures/pytorch wrote: batches, shapes of the weights, and PyTorch's losses on them. */
interface Fixture {
  readonly madeBy: string;
  readonly rate: number;
  readonly warmUp: number;
  readonly losses: readonly number[];
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  readonly batches: readonly Readonly<
    Record<string, { dataType: 'float32' | 'int64'; dims: number[]; data: number[] }>
  >[];
}

/** Trains `built` as the fixture was and holds each step's loss against PyTorch's. */
export async function assertLossesOfPyTorch(
  name: string,
  built: BuiltGraph,
  tolerance = 1e-4,
): Promise<void> {
  const fixture: Fixture = JSON.parse(
    readFileSync(join(process.cwd(), `test/fixtures/pytorch/${name}.json`), 'utf8'),
  );
  const shapes = Object.fromEntries(
    built.parameters.map((parameter) => [parameter.name, [...parameter.shape]]),
  );
  assert.deepEqual(
    sorted(shapes),
    sorted(fixture.parameters),
    `the network has changed: write it in test/fixtures/pytorch/${name}.py too, and run that (made by: ${fixture.madeBy})`,
  );

  const optimizer = { betas: [0.9, 0.98], epsilon: 1e-8, weightDecay: 0.01, clip: 1 } as const;
  const session = TrainingSession.create(built, { loss: 'loss', seed: 1, threads: 1, optimizer });
  await session.change((weights) => {
    for (const [parameter, view] of weights) view.set(startOf(parameter, fixture.parameters[parameter]));
  });
  const batches = fixture.batches.map((batch) =>
    Object.fromEntries(Object.entries(batch).map(([input, tensor]) => [input, hostTensor(tensor)])),
  );
  for (const [step, expected] of fixture.losses.entries()) {
    const learningRate = fixture.rate * Math.min(1, (step + 1) / fixture.warmUp);
    const { loss } = await session.step(batches[step % batches.length], { learningRate });
    assert.ok(
      Math.abs(loss - expected) <= tolerance,
      `step ${step + 1}: the loss is ${loss}, PyTorch's is ${expected}`,
    );
  }
  assert.equal(session.steps, 20);
  await session.release();
}

const sorted = (shapes: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1));

const hostTensor = ({ dataType, dims, data }: Fixture['batches'][number][string]): HostTensor =>
  dataType === 'int64'
    ? { dataType, dims, data: BigInt64Array.from(data, BigInt) }
    : { dataType, dims, data: Float32Array.from(data) };

/** The start of a parameter, by the formula of reference.py. */
function startOf(name: string, shape: readonly number[]): Float32Array {
  const prime = 1000003;
  const stream = [...name].reduce((sum, character, i) => sum + (i + 1) * character.charCodeAt(0), 0) % prime;
  const count = shape.reduce((product, n) => product * n, 1);
  return Float32Array.from({ length: count }, (_, i) => {
    let x = (i * 7919 + stream * 104729 + 12345) % prime;
    x = (x * x) % prime;
    x = (x * x + 7 * x) % prime;
    const u = (2 * x) / prime - 1;
    if (name.endsWith('scale')) return 1 + 0.1 * u;
    return shape.length === 1 ? 0.1 * u : u * Math.sqrt(3 / shape[0]);
  });
}
