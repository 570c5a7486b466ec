import { randomSequence } from '../numbers/randomNumbers';
import { drawBatches } from './batches';
import type { Example } from './examples';
import { learningRate } from './schedule';
import type { TrainingConfig } from './trainingConfig';

/** The examples of one corpus beside the own documents. */
export interface OtherExamples {
  readonly examples: readonly Example[];
  /** How often they are read over a stage. */
  readonly passes: number;
  readonly kept: boolean;
}

/** One step to be: what it learns from, and how fast. */
export interface PlannedStep {
  readonly batch: readonly Example[];
  readonly rate: number;
}

/**
 * All steps of a run, epoch by epoch. Each epoch reads all own examples, several times where that makes too few steps. Over the epochs of the section `joint`, which come first, every other
 * corpus is read its `passes`; over those that follow, the kept ones once more as often, since their heads must go along with an encoder that changes.
 * The rate rises and falls once for each of the two stages. Equal configs and examples give equal plans, so a resumed run makes the same steps.
 */
export function planSteps(
  own: readonly Example[],
  others: readonly OtherExamples[],
  { joint, epochs, leastSteps = 0, batchWords, optimizer, seed }: TrainingConfig,
): PlannedStep[][] {
  const lengthOf = ({ longest }: Example) => longest;
  const once = drawBatches(own, lengthOf, batchWords, seed, 0).length;
  const readings = Math.max(1, Math.ceil(leastSteps / (epochs * Math.max(1, once))));
  const read = Array.from({ length: readings }, () => own).flat();
  const stages = [
    ...(joint ? [{ epochs: joint.epochs, rate: joint.rate, beside: others }] : []),
    { epochs, rate: optimizer.rate, beside: others.filter(({ kept }) => kept) },
  ];
  const plan: PlannedStep[][] = [];
  for (const { epochs, rate, beside } of stages) {
    const shares = beside.flatMap(({ examples, passes }, corpus) =>
      Array.from({ length: passes }, (_, pass) =>
        inShares(examples, epochs, randomSequence(seed, 'shares', plan.length, corpus, pass)),
      ),
    );
    const batches = Array.from({ length: epochs }, (_, epoch) =>
      drawBatches(
        [...read, ...shares.flatMap((share) => share[epoch])],
        lengthOf,
        batchWords,
        seed,
        plan.length + epoch,
      ),
    );
    const steps = batches.reduce((total, { length }) => total + length, 0);
    let step = 0;
    for (const epoch of batches)
      plan.push(epoch.map((batch) => ({ batch, rate: learningRate(step++, steps, { ...optimizer, rate }) })));
  }
  return plan;
}

/** Each item in one of so many shares of about the same size, which one being drawn. */
function inShares<T>(items: readonly T[], shares: number, random: () => number): T[][] {
  const order = items.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key);
  return Array.from({ length: shares }, (_, share) =>
    order.filter((_, place) => place % shares === share).map(({ item }) => item),
  );
}
