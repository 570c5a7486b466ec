import { numberWords, positiveInformation } from './cooccurrence';
import { randomizedSvd } from './randomizedSvd';

export interface WordVectorOptions {
  /** Numbers in a vector. */
  readonly width: number;
  /** Words seen less often get no vector: they are read by their parts. */
  readonly minimumCount: number;
  readonly seed: number;
}

export interface WordVectors {
  /** Keys of a `Vocabulary`, most frequent first. */
  readonly words: readonly string[];
  /** Row-major [words × width]; each row has the norm 1.5, or is zero where nothing is known of the word. */
  readonly vectors: Float32Array;
}

/** Words that serve as context, in each of the three families: the rarer ones cost memory and say little. */
const contextWords = 20_000;
const powerIterations = 3;
/** Close to the norm that the network's other inputs have at the start. */
const rowNorm = 1.5;

/**
 * Vectors in which words that stand in the same contexts are near each other: positive pointwise mutual information of words and
 * their neighbours, reduced by a singular value decomposition to U·√S. The same sentences and seed give the same vectors.
 *
 * 25 million words take about a minute and a gigabyte on one core; the work pauses every few milliseconds.
 * @param sentences words in their order, as the segmenter cuts them; context never crosses from one sentence to the next
 * @see Levy, Goldberg & Dagan 2015, "Improving distributional similarity with lessons learned from word embeddings"
 */
export function* learnWordVectors(
  sentences: Iterable<readonly string[]>,
  { width, minimumCount, seed }: WordVectorOptions,
): Generator<void, WordVectors> {
  const text = yield* numberWords(sentences, minimumCount);
  const { vectors, values } = yield* randomizedSvd(
    yield* positiveInformation(text, contextWords),
    width,
    powerIterations,
    seed,
  );
  for (let row = 0; row < vectors.length; row += width) {
    let square = 0;
    for (let k = 0; k < width; k++) {
      vectors[row + k] *= Math.sqrt(values[k]);
      square += vectors[row + k] ** 2;
    }
    if (square === 0) continue;
    const factor = rowNorm / Math.sqrt(square);
    for (let k = 0; k < width; k++) vectors[row + k] *= factor;
  }
  return { words: text.words, vectors };
}
