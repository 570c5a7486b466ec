import type { Candidates } from './candidates';
import { denseFeatures } from './denseFeatures';
import { sparseWidth } from './featureRow';
import { pairFacts } from './pairFacts';
import { writeSparseFeatures } from './sparseFeatures';
import { readWords, sentenceWords } from './unitWords';

export { sparseBuckets, sparseWidth } from './featureRow';

/** Names of the dense features, in the order of a row. */
export const denseNames: readonly string[] = denseFeatures.map(({ name }) => name);

/** The features of a unit's pairs, one row a pair in the order of `Candidates.pairs`. */
export interface PairFeatures {
  /** [pairs × denseNames.length] */
  readonly dense: Float32Array;
  /** [pairs × sparseWidth] bucket ids from 1 to `sparseBuckets - 1`, each once a row; 0 fills up. */
  readonly sparse: BigInt64Array;
}

/**
 * Describes each candidate pair by where its mentions stand in the unit and by the words around them. No feature names both
 * concepts, so a pair that no training document held is judged by what the text says of it.
 */
export function pairFeatures(candidates: Candidates): PairFeatures {
  const words = readWords(candidates.unit, candidates.places);
  const sentences = sentenceWords(candidates.unit);
  const facts = pairFacts(candidates, words, sentences);
  const dense = new Float32Array(facts.length * denseFeatures.length);
  let next = 0;
  for (const pair of facts) for (const { value } of denseFeatures) dense[next++] = value(pair);
  const sparse = new BigInt64Array(facts.length * sparseWidth);
  writeSparseFeatures(candidates, words, sentences, facts, sparse);
  return { dense, sparse };
}
