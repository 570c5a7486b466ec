import { binaryCrossEntropy } from '../../nn/losses';
import { type BuiltGraph, GraphBuilder } from '../../onnx/builder';
import type { HostTensors } from '../../runtime/session';
import type { NetworkConfig } from '../../tasks/modelConfig';
import { relationHead } from '../../tasks/relation/head';
import { pairInputs } from '../../tasks/relation/pairInputs';
import { drawBatches } from '../batches';
import { learningRate } from '../schedule';
import type { TrainingConfig } from '../trainingConfig';
import { TrainingSession } from '../trainingSession';
import { transferWeights } from '../transfer';
import type { BaseWeights, SeenExample } from './ratedExample';
import { feedsOf } from './runPairs';

/** What a head is made of and how it learns. */
export interface HeadOrder {
  readonly network: Pick<NetworkConfig, 'encoder' | 'relation'>;
  readonly relationTypes: number;
  readonly learning: TrainingConfig['relation'];
  readonly seed: number;
  readonly base?: BaseWeights;
  readonly signal?: AbortSignal;
}

const betas = [0.9, 0.98] as const;
const warmUpSteps = 30;
const finalShare = 0.02;
/** A head that begins with nothing is no head yet after fewer steps: few documents are read more often. */
const leastSteps = 150;

/**
 * Trains a relation head. The states are given: an encoder that learned with it would know the relations of its training documents by heart.
 * @returns averaged weights by name
 * @throws the signal's reason, once it is aborted
 */
export async function trainHead(
  examples: readonly SeenExample[],
  { network, relationTypes, learning, seed, base, signal }: HeadOrder,
): Promise<Map<string, Float32Array>> {
  const batchesOf = (epoch: number) =>
    drawBatches(examples, ({ related }) => related.length, learning.batchPairs, seed, epoch);
  const epochs = base
    ? learning.epochs
    : Math.max(learning.epochs, Math.ceil(leastSteps / Math.max(1, batchesOf(0).length)));
  const plan = Array.from({ length: epochs }, (_, epoch) => batchesOf(epoch));
  const steps = plan.reduce((total, batches) => total + batches.length, 0);
  const session = TrainingSession.create(headTrainingGraph(network, relationTypes, learning.dropout), {
    loss: 'loss',
    seed,
    // One thread makes the weights repeatable to the bit, and the sums are too short for more.
    threads: 1,
    optimizer: { betas, weightDecay: learning.decay, clip: 1, average: learning.average },
  });
  try {
    if (base)
      await session.load(
        transferWeights(base.weights, session.weights, session.parameters, {
          relations: base.columns,
        }),
      );
    for (const batches of plan)
      for (const batch of batches) {
        signal?.throwIfAborted();
        const rate = learningRate(session.steps, steps, { rate: learning.rate, warmUpSteps, finalShare });
        const { loss } = await session.step(
          { ...feedsOf(batch), ...firstScores(batch, relationTypes), ...targetsOf(batch, relationTypes) },
          { learningRate: rate },
        );
        if (!Number.isFinite(loss))
          throw new Error(
            `The loss of the relation head is ${loss} at step ${session.steps}: its training has diverged. Lower relation.rate in the config.`,
          );
      }
    return new Map([...(await session.averaged())].map(([name, values]) => [name, values.slice()]));
  } finally {
    await session.release();
  }
}

/**
 * The head with its loss: the members learn side by side, what they share is the batches. Inputs are `states`, those of
 * `pairInputs`, and float32 [pairs, relationTypes]: `firstScores`, `pairTargets` and `pairWeights`. Output: `loss`, the sum of the members'.
 */
export function headTrainingGraph(
  network: HeadOrder['network'],
  relationTypes: number,
  dropout: TrainingConfig['relation']['dropout'],
): BuiltGraph {
  const g = new GraphBuilder('relation training', { training: true });
  const shape = ['pairs', relationTypes];
  const states = g.input('states', 'float32', ['tokens', network.encoder.width]);
  const first = g.input('firstScores', 'float32', shape);
  const members = relationHead(g, states, pairInputs(g), first, network.relation, dropout);
  const targets = g.input('pairTargets', 'float32', shape);
  const weights = g.input('pairWeights', 'float32', shape);
  const losses = members.map((scores) => binaryCrossEntropy(g, scores, targets, weights));
  g.output(
    'loss',
    losses.reduce((sum, loss) => g.add(sum, loss)),
  );
  return g.build();
}

function firstScores(examples: readonly SeenExample[], relationTypes: number): HostTensors {
  const data = Float32Array.from(examples.flatMap(({ first }) => [...first]));
  return {
    firstScores: { dataType: 'float32', dims: [data.length / relationTypes, relationTypes], data },
  };
}

/** The head answers for every relation type at once; a pair is a candidate of one of them, the others do not count. */
function targetsOf(examples: readonly SeenExample[], relationTypes: number): HostTensors {
  const pairs = examples.reduce((sum, { related }) => sum + related.length, 0);
  const targets = new Float32Array(pairs * relationTypes);
  const weights = new Float32Array(pairs * relationTypes);
  let pair = 0;
  for (const { column, related, weight } of examples)
    for (const isRelated of related) {
      targets[pair * relationTypes + column] = Number(isRelated);
      weights[pair++ * relationTypes + column] = weight;
    }
  const dims = [pairs, relationTypes];
  return {
    pairTargets: { dataType: 'float32', dims, data: targets },
    pairWeights: { dataType: 'float32', dims, data: weights },
  };
}
