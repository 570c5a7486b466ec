import { vocabularyKey } from '../tasks/words/vocabulary';
import type { SparseMatrix } from './randomizedSvd';

/** Words as numbers: positions hold the word's rank by frequency from 1, 0 is a rare word or a gap between sentences. */
export interface NumberedText {
  readonly positions: Int32Array;
  /** Keys as `vocabularyKey` writes them, most frequent first: rank r is `words[r − 1]`. */
  readonly words: readonly string[];
}

/** Farthest neighbour that counts as context. */
const reach = 5;
const gap = -1;

/**
 * Numbers the words of all sentences; those seen less than `minimumCount` times are left out.
 * A gap of `reach` positions keeps the words of one sentence from becoming context of the next.
 */
export function* numberWords(
  sentences: Iterable<readonly string[]>,
  minimumCount: number,
): Generator<void, NumberedText> {
  const idOfWord = new Map<string, number>();
  const idOfKey = new Map<string, number>();
  const counts: number[] = [];
  const number = (word: string): number => {
    const key = vocabularyKey(word);
    const id = idOfKey.get(key) ?? counts.push(0) - 1;
    idOfKey.set(key, id);
    idOfWord.set(word, id);
    return id;
  };
  let positions = new Int32Array(1 << 20).fill(gap);
  let length = reach;
  for (const sentence of sentences) {
    const needed = length + sentence.length + reach;
    if (needed > positions.length) {
      const wider = new Int32Array(Math.max(positions.length * 2, needed)).fill(gap);
      wider.set(positions);
      positions = wider;
    }
    for (const word of sentence) {
      const id = idOfWord.get(word) ?? number(word);
      counts[id]++;
      positions[length++] = id;
    }
    length += reach;
    yield;
  }
  const kept = [...idOfKey].filter(([, id]) => counts[id] >= minimumCount);
  kept.sort(([a, i], [b, j]) => counts[j] - counts[i] || (a < b ? -1 : 1));
  const rank = new Int32Array(counts.length);
  kept.forEach(([, id], index) => {
    rank[id] = index + 1;
  });
  positions = positions.slice(0, length);
  for (let p = 0; p < length; p++) positions[p] = positions[p] === gap ? 0 : rank[positions[p]];
  return { positions, words: kept.map(([word]) => word) };
}

/** A kind of context: neighbours at these distances, each with its weight. Every kind has its own columns. */
interface ContextFamily {
  readonly neighbours: readonly (readonly [distance: number, weight: number])[];
}

const farther = Array.from({ length: reach - 1 }, (_, i) => [i + 2, 1 / (i + 1)] as const);
const families: readonly ContextFamily[] = [
  { neighbours: [[-1, 1]] },
  { neighbours: [[1, 1]] },
  { neighbours: [...farther, ...farther.map(([distance, weight]) => [-distance, weight] as const)] },
];

/** Frequent contexts would drown rare ones; their probability is raised to this power before it divides. */
const contextExponent = 0.75;

/**
 * Positive pointwise mutual information of each word with its contexts: the word on its left, the word on its right, and the words 2 to 5 away
 * weighted 1 / (distance − 1).
 * @param columns how many of the most frequent words serve as context in each of the three families
 * @returns [words × 3 · columns]; row r is the word of rank r + 1
 * @see Levy, Goldberg & Dagan 2015, "Improving distributional similarity with lessons learned from word embeddings", sections 2 and 3
 */
export function* positiveInformation(
  { positions, words }: NumberedText,
  columns: number,
): Generator<void, SparseMatrix> {
  const perFamily = Math.min(columns, words.length);
  const width = perFamily * families.length;
  const columnWeight = yield* contextWeights(positions, perFamily);
  const occurrences = positionsByWord(positions, words.length);
  const rows = new RowWriter(words.length, width, positions.length);
  const sums = new Float32Array(width);
  const touched = new Int32Array(width);

  for (let word = 0; word < words.length; word++) {
    let touches = 0;
    const total = new Float64Array(families.length);
    for (let o = occurrences.start[word]; o < occurrences.start[word + 1]; o++) {
      const p = occurrences.positions[o];
      for (let f = 0; f < families.length; f++) {
        const { neighbours } = families[f];
        for (let n = 0; n < neighbours.length; n++) {
          const context = positions[p + neighbours[n][0]];
          if (context === 0) continue;
          const weight = neighbours[n][1];
          total[f] += weight;
          if (context > perFamily) continue;
          const column = f * perFamily + context - 1;
          if (sums[column] === 0) touched[touches++] = column;
          sums[column] += weight;
        }
      }
    }
    const found = touched.subarray(0, touches).sort();
    for (const column of found) {
      const information = Math.log(
        sums[column] / (total[Math.floor(column / perFamily)] * columnWeight[column]),
      );
      if (information > 0) rows.add(column, information);
      sums[column] = 0;
    }
    rows.close();
    yield;
  }
  return rows.matrix();
}

/** Smoothed probability of each context within its family. */
function* contextWeights(positions: Int32Array, perFamily: number): Generator<void, Float64Array> {
  const weights = new Float64Array(perFamily * families.length);
  for (const [f, { neighbours }] of families.entries()) {
    const family = weights.subarray(f * perFamily, (f + 1) * perFamily);
    for (const [distance, weight] of neighbours) {
      addContexts(positions, distance, weight, family);
      yield;
    }
    let sum = 0;
    for (let c = 0; c < perFamily; c++) sum += family[c] = family[c] ** contextExponent;
    for (let c = 0; c < perFamily; c++) family[c] /= sum;
  }
  return weights;
}

/** Adds to `family`, one number for each of the most frequent words, how often they stand at a distance from any word. */
function addContexts(positions: Int32Array, distance: number, weight: number, family: Float64Array): void {
  for (let p = reach; p < positions.length - reach; p++) {
    const context = positions[p + distance];
    if (positions[p] !== 0 && context !== 0 && context <= family.length) family[context - 1] += weight;
  }
}

/** Where each word stands: the positions of the word of rank r + 1 are `positions[start[r] … start[r + 1]]`. */
function positionsByWord(text: Int32Array, words: number): { start: Int32Array; positions: Int32Array } {
  const start = new Int32Array(words + 1);
  for (let p = 0; p < text.length; p++) if (text[p] !== 0) start[text[p]]++;
  for (let word = 0; word < words; word++) start[word + 1] += start[word];
  const next = start.slice();
  const positions = new Int32Array(start[words]);
  for (let p = 0; p < text.length; p++) if (text[p] !== 0) positions[next[text[p] - 1]++] = p;
  return { start, positions };
}

/** Collects a sparse matrix row by row. */
class RowWriter {
  private readonly rowStart: Int32Array;
  private row = 0;
  private count = 0;
  private column: Int32Array;
  private value: Float32Array;

  constructor(
    rows: number,
    private readonly columns: number,
    expected: number,
  ) {
    this.rowStart = new Int32Array(rows + 1);
    this.column = new Int32Array(expected);
    this.value = new Float32Array(expected);
  }

  add(column: number, value: number): void {
    if (this.count === this.column.length) {
      const wider = Math.ceil(this.count * 1.5) + 1024;
      const { column: columns, value: values } = this;
      this.column = new Int32Array(wider);
      this.column.set(columns);
      this.value = new Float32Array(wider);
      this.value.set(values);
    }
    this.column[this.count] = column;
    this.value[this.count++] = value;
  }

  close(): void {
    this.rowStart[++this.row] = this.count;
  }

  matrix(): SparseMatrix {
    return {
      rows: this.row,
      columns: this.columns,
      rowStart: this.rowStart,
      column: this.column.subarray(0, this.count),
      value: this.value.subarray(0, this.count),
    };
  }
}
