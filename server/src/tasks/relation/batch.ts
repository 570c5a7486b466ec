import { lowHalves } from '../../onnx/int64';
import type { HostTensor } from '../../runtime/session';
import type { Candidates } from './candidates';
import { type ConceptRates, rateWidth } from './conceptRates';
import { denseNames, pairFeatures, sparseWidth } from './pairFeatures';

/** The candidate pairs of one reading by what the reading says of them. */
export interface DescribedPairs {
  readonly candidates: Candidates;
  readonly dense: Float32Array;
  readonly sparse: BigInt64Array;
  /** For each concept (subjects, then objects) the words that name it; at most `mostSlots`. */
  readonly conceptWords: readonly (readonly number[])[];
}

/** The candidate pairs of one reading, ready for the relation head. */
export interface PairExample extends DescribedPairs {
  /** [pairs × rateWidth], what is known of their concepts from training documents. */
  readonly rates: Float32Array;
}

/** Words pooled for one concept; its later mentions add little. */
const mostSlots = 48;

export function describePairs(candidates: Candidates): DescribedPairs {
  const concepts = [...candidates.subjects, ...candidates.objects];
  const conceptWords = concepts.map(({ places }) =>
    places.flatMap(({ firstWord, endWord }) => range(firstWord, endWord)).slice(0, mostSlots),
  );
  return { candidates, ...pairFeatures(candidates), conceptWords };
}

/** @param relation name of the type that the pairs are candidates of */
export function withRates(pairs: DescribedPairs, relation: string, known: ConceptRates): PairExample {
  const { subjects, objects } = pairs.candidates;
  const rates = new Float32Array(subjects.length * objects.length * rateWidth);
  const ofObjects = objects.map(({ id }) => known.describe(relation, 'object', id));
  let next = 0;
  for (const { id } of subjects) {
    const ofSubject = known.describe(relation, 'subject', id);
    for (const ofObject of ofObjects)
      for (const end of [ofSubject, ofObject]) {
        rates.set(end, next);
        next += end.length;
      }
  }
  return { ...pairs, rates };
}

/** A reading's pairs and where its words stand among the encoder's states. */
export interface PlacedPairs {
  readonly pairs: PairExample;
  /** The token of each word. */
  readonly tokens: Int32Array;
}

/** Feeds of the relation head for the pairs of several readings, in order; where there are none, the tensors are empty. */
export function batchPairs(batch: readonly PlacedPairs[]): Record<string, HostTensor> {
  const conceptCount = sum(batch, ({ pairs }) => pairs.conceptWords.length);
  const pairCount = sum(batch, ({ pairs }) => pairs.candidates.pairs.length);
  const slots = Math.max(1, ...batch.flatMap(({ pairs }) => pairs.conceptWords.map((words) => words.length)));

  const conceptWords = new BigInt64Array(conceptCount * slots);
  const conceptMask = new Float32Array(conceptCount * slots);
  const subject = new BigInt64Array(pairCount);
  const object = new BigInt64Array(pairCount);
  const dense = new Float32Array(pairCount * denseNames.length);
  const sparse = new BigInt64Array(pairCount * sparseWidth);
  const rates = new Float32Array(pairCount * rateWidth);
  const [lowWords, lowSubject, lowObject] = [conceptWords, subject, object].map(lowHalves);
  let concept = 0;
  let pair = 0;
  for (const { pairs, tokens } of batch) {
    const { subjects, objects } = pairs.candidates;
    dense.set(pairs.dense, pair * denseNames.length);
    sparse.set(pairs.sparse, pair * sparseWidth);
    rates.set(pairs.rates, pair * rateWidth);
    for (let s = 0; s < subjects.length; s++) {
      for (let o = 0; o < objects.length; o++) {
        lowSubject[2 * pair] = concept + s;
        lowObject[2 * pair++] = concept + subjects.length + o;
      }
    }
    for (const words of pairs.conceptWords) {
      words.forEach((word, slot) => {
        lowWords[2 * (concept * slots + slot)] = tokens[word];
        conceptMask[concept * slots + slot] = 1;
      });
      concept++;
    }
  }
  return {
    conceptWords: { dataType: 'int64', dims: [conceptCount, slots], data: conceptWords },
    conceptMask: { dataType: 'float32', dims: [conceptCount, slots], data: conceptMask },
    subject: { dataType: 'int64', dims: [pairCount], data: subject },
    object: { dataType: 'int64', dims: [pairCount], data: object },
    pairFeatures: { dataType: 'float32', dims: [pairCount, denseNames.length], data: dense },
    pairWords: { dataType: 'int64', dims: [pairCount, sparseWidth], data: sparse },
    pairRates: { dataType: 'float32', dims: [pairCount, rateWidth], data: rates },
  };
}

const range = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, i) => start + i);

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);
