import { mixKeys } from '../../numbers/randomNumbers';
import type { HostTensors } from '../../runtime/session';
import { featureNames } from '../../tasks/normalization/features';
import { members } from '../../tasks/normalization/rankerNetwork';
import { drawBatches } from '../batches';
import { learningRate } from '../schedule';
import { TrainingSession } from '../trainingSession';
import { rankerTrainingGraph } from './rankerGraph';
import type { RankingExample } from './rankingExamples';

const epochs = 20;
/** Choices in one batch, padding included. */
const batchChoices = 3_000;
const rate = { rate: 3e-3, warmUpSteps: 50, finalShare: 0.02 };
const dropout = 0.1;

/**
 * Trains the ranker of one type. A mention whose concept is not among the choices teaches nothing: it is no example of "nothing fits", since
 * another edition of the terminology may hold it.
 * @returns its weights by name
 * @throws the signal's reason, once it is aborted
 */
export async function trainRanker(
  type: string,
  examples: readonly RankingExample[],
  seed: number,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Float32Array>> {
  const usable = examples.filter(
    ({ gold, right, meanings, isWithheld }) => right < meanings.length || gold === '' || isWithheld,
  );
  const weights = new Map<string, Float32Array>();
  for (let member = 0; member < members; member++)
    for (const [name, values] of await trainMember(
      type,
      member,
      usable,
      mixKeys(seed, 'ranker', member),
      signal,
    ))
      weights.set(name, values);
  return weights;
}

async function trainMember(
  type: string,
  member: number,
  examples: readonly RankingExample[],
  seed: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Float32Array>> {
  const plan = Array.from({ length: epochs }, (_, epoch) =>
    drawBatches(examples, ({ features }) => features.length, batchChoices, seed, epoch),
  );
  const steps = plan.reduce((sum, batches) => sum + batches.length, 0);
  const session = TrainingSession.create(rankerTrainingGraph(type, member, dropout), {
    loss: 'loss',
    seed,
    threads: 1,
    optimizer: { weightDecay: 0.01, clip: 1, average: 0.995 },
  });
  try {
    for (const batches of plan)
      for (const batch of batches) {
        signal?.throwIfAborted();
        await session.step(batched(batch), { learningRate: learningRate(session.steps, steps, rate) });
      }
    return new Map([...(await session.averaged())].map(([name, values]) => [name, values.slice()]));
  } finally {
    await session.release();
  }
}

function batched(examples: readonly RankingExample[]): HostTensors {
  const width = featureNames.length;
  const longest = Math.max(...examples.map(({ features }) => features.length));
  const features = new Float32Array(examples.length * longest * width);
  const mask = new Float32Array(examples.length * longest);
  examples.forEach((example, row) => {
    example.features.forEach((values, i) => {
      features.set(values, (row * longest + i) * width);
      mask[row * longest + i] = 1;
    });
  });
  const shape = [examples.length, longest];
  return {
    features: { dataType: 'float32', dims: [...shape, width], data: features },
    mask: { dataType: 'float32', dims: shape, data: mask },
    targets: {
      dataType: 'int64',
      dims: [examples.length],
      data: BigInt64Array.from(examples, ({ right }) => BigInt(right)),
    },
    weights: {
      dataType: 'float32',
      dims: [examples.length],
      data: new Float32Array(examples.length).fill(1),
    },
  };
}
