import { firstLookGraph } from '../../tasks/inferenceGraphs';
import { rateWidth } from '../../tasks/relation/conceptRates';
import { denseNames, sparseBuckets, sparseWidth } from '../../tasks/relation/pairFeatures';
import { transferWeights } from '../transfer';
import { type LogisticTask, logisticRegression } from './logisticRegression';
import type { BaseWeights, RatedExample } from './ratedExample';

/** What inputs are multiplied by: a weight on a larger input is held back less. Chosen, as `pairWeight`, by folds of BC5CDR's train part. */
const scale = { words: 3, facts: 0.5, rates: 1, bias: 1 };
/** How much a pair counts against weights that leave where they began. */
const pairWeight = 0.5;

/** Inputs are numbered as the parameters of `firstLook` come: hashed words, named features, rates, and 1 for the bias. */
const firstFact = sparseBuckets;
const firstRate = firstFact + denseNames.length;
const bias = firstRate + rateWidth;

/**
 * Learns the first look: for each relation type a logistic regression over the pairs of its examples, in pieces of some milliseconds.
 * @param base weights to go on from, by name
 * @returns weights of `firstLook`, by name
 */
export function* trainFirstLook(
  examples: readonly RatedExample[],
  relationTypes: number,
  base?: BaseWeights,
): Generator<void, Map<string, Float32Array>> {
  const weights = beginning(relationTypes, base);
  const scales = scaleOfColumns();
  for (let type = 0; type < relationTypes; type++) {
    const of = examples.filter(({ column }) => column === type);
    if (of.length === 0) continue;
    const parts = [...weights.values()];
    const begin = parts.flatMap((values) => [...values.filter((_, at) => at % relationTypes === type)]);
    const learned = yield* logisticRegression(
      yield* taskOf(of, scales),
      Float32Array.from(begin, (weight, column) => weight / scales[column]),
    );
    let column = 0;
    for (const values of parts)
      for (let at = type; at < values.length; at += relationTypes, column++)
        values[at] = learned[column] * scales[column];
  }
  return weights;
}

/** The weights as another model left them, or 0; in the order of the columns that are learned. */
function beginning(relationTypes: number, base: BaseWeights | undefined): Map<string, Float32Array> {
  const { parameters } = firstLookGraph(relationTypes);
  const fresh = new Map(
    parameters.map(({ name, shape }) => [name, new Float32Array(shape.reduce((size, n) => size * n, 1))]),
  );
  if (!base) return fresh;
  const kept = transferWeights(base.weights, fresh, parameters, { relations: base.columns });
  return new Map([...fresh].map(([name, zeros]) => [name, kept.get(name)?.slice() ?? zeros]));
}

function scaleOfColumns(): Float32Array {
  const scales = new Float32Array(bias + 1).fill(scale.words, 0, firstFact);
  scales.fill(scale.facts, firstFact, firstRate).fill(scale.rates, firstRate, bias);
  scales[bias] = scale.bias;
  return scales;
}

function* taskOf(examples: readonly RatedExample[], scales: Float32Array): Generator<void, LogisticTask> {
  const starts = [0];
  const found: number[] = [];
  const values: number[] = [];
  const put = (column: number, value: number) => {
    if (value === 0) return;
    found.push(column);
    values.push(value * scales[column]);
  };
  for (const { pairs, related } of examples) {
    yield;
    for (let pair = 0; pair < related.length; pair++) {
      const words = pairs.sparse.subarray(pair * sparseWidth, (pair + 1) * sparseWidth);
      const used = words.indexOf(0n);
      const count = used < 0 ? sparseWidth : used;
      for (let i = 0; i < count; i++) put(Number(words[i]), 1 / Math.sqrt(count));
      for (let i = 0; i < denseNames.length; i++)
        put(firstFact + i, pairs.dense[pair * denseNames.length + i]);
      for (let i = 0; i < rateWidth; i++) put(firstRate + i, pairs.rates[pair * rateWidth + i]);
      put(bias, 1);
      starts.push(found.length);
    }
  }
  return {
    rows: {
      starts: Int32Array.from(starts),
      columns: Int32Array.from(found),
      values: Float32Array.from(values),
    },
    targets: Float32Array.from(examples.flatMap(({ related }) => related.map(Number))),
    rowWeights: Float32Array.from(
      examples.flatMap(({ related, weight }) => related.map(() => weight * pairWeight)),
    ),
  };
}
