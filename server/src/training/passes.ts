import { batchExamples, type Example, type TrainedNetwork } from './examples';
import type { TrainingConfig } from './trainingConfig';
import type { TrainingSession } from './trainingSession';

/** Padded words, or subwords, of some examples in one pass. */
export const paddedWords = (examples: readonly Example[]): number =>
  Math.max(0, ...examples.map(({ longest }) => longest)) *
  examples.reduce((sum, { sequences }) => sum + sequences.sequences.length, 0);

/** A batch in parts of at most `limit` padded words; an example that is longer is a part of its own. Those of like length go together. */
export function cutIntoPasses(batch: readonly Example[], limit: number | undefined): Example[][] {
  if (limit === undefined) return [[...batch]];
  const passes: Example[][] = [];
  for (const example of [...batch].sort((a, b) => b.longest - a.longest)) {
    const last = passes.at(-1);
    if (last && paddedWords([...last, example]) <= limit) last.push(example);
    else passes.push([example]);
  }
  return passes;
}

/** The pass of a run that takes most room. @param epochs as planned */
export function largestPass(
  epochs: readonly (readonly { readonly batch: readonly Example[] }[])[],
  limit: number | undefined,
): readonly Example[] {
  let largest: readonly Example[] = [];
  for (const { batch } of epochs.flat())
    for (const pass of cutIntoPasses(batch, limit))
      if (paddedWords(pass) > paddedWords(largest)) largest = pass;
  return largest;
}

/**
 * One step from a batch: its passes one after the other, each weighted by its share of the words that count, then an update. The gradient is that of
 * the whole batch at once.
 * @returns the mean loss of the batch's words, and the norm of the gradient before clipping
 * @throws the signal's reason, once it is aborted; the session is as it was before the step then
 */
export async function learnBatch(
  session: TrainingSession,
  batch: readonly Example[],
  {
    architecture,
    config: { passWords },
    rate,
    signal,
  }: {
    readonly architecture: Pick<TrainedNetwork, 'input' | 'guidelines' | 'remembered'>;
    readonly config: Pick<TrainingConfig, 'passWords'>;
    readonly rate: number;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly loss: number; readonly gradientNorm: number }> {
  const countedWords = (examples: readonly Example[]) =>
    examples
      .flatMap(({ sequences }) => sequences.windows)
      .reduce((sum, { start, end }) => sum + end - start, 0);
  const all = countedWords(batch);
  let mean = 0;
  for (const pass of cutIntoPasses(batch, passWords)) {
    // A step of a large encoder takes many seconds, and nobody who wants it to stop should wait for its end.
    if (signal?.aborted) session.forgetPasses();
    signal?.throwIfAborted();
    const weight = countedWords(pass) / all;
    const { loss } = await session.accumulate(batchExamples(pass, architecture), weight);
    mean += weight * loss;
  }
  return { loss: mean, gradientNorm: await session.update({ learningRate: rate }) };
}
