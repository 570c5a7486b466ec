/** A run of words `start` to `end` (excluded) that names an entity. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

export interface ScoredWordSpan extends WordSpan {
  /** Geometric mean of the probabilities of its words' labels, from 0 to 1. */
  readonly score: number;
}

const prefixes = ['B', 'I', 'E', 'S'] as const;
const begin = 0;
const inside = 1;
const end = 2;
const single = 3;

/**
 * The labels of an entity head: 0 is O (outside), then B-, I-, E- and S- (begin, inside, end, single) of each type in order.
 * @see Ratinov & Roth 2009, "Design challenges and misconceptions in named entity recognition", for this scheme (there BILOU)
 */
export class BioesLabels {
  /** Names by index, as in `O`, `B-Chemical`. */
  readonly names: readonly string[];
  private readonly typeIndex: ReadonlyMap<string, number>;

  constructor(readonly types: readonly string[]) {
    this.names = ['O', ...types.flatMap((type) => prefixes.map((prefix) => `${prefix}-${type}`))];
    this.typeIndex = new Map(types.map((type, index) => [type, index]));
  }

  get size(): number {
    return this.names.length;
  }

  /**
   * Labels of `words` words. Of spans that share a word the longest is kept, of equally long ones the first, since a word has one label.
   * Spans of types that are not in the set are left outside.
   */
  encode(spans: readonly WordSpan[], words: number): Int32Array {
    const labels = new Int32Array(words);
    const byLength = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
    for (const span of byLength) {
      const type = this.typeIndex.get(span.type);
      if (
        type === undefined ||
        span.start >= span.end ||
        labels.subarray(span.start, span.end).some((label) => label !== 0)
      )
        continue;
      const first = 1 + prefixes.length * type;
      labels.fill(first + inside, span.start, span.end);
      labels[span.start] = first + begin;
      labels[span.end - 1] = first + end;
      if (span.end - span.start === 1) labels[span.start] = first + single;
    }
    return labels;
  }

  /** The spans of a legal sequence of labels, in order of reading. */
  spans(labels: ArrayLike<number>): WordSpan[] {
    const found: WordSpan[] = [];
    let start = 0;
    for (let word = 0; word < labels.length; word++) {
      if (labels[word] === 0) continue;
      const part = (labels[word] - 1) % prefixes.length;
      if (part === begin || part === single) start = word;
      if (part === end || part === single) {
        found.push({ start, end: word + 1, type: this.types[(labels[word] - 1 - part) / prefixes.length] });
      }
    }
    return found;
  }
}

/**
 * Best label sequence under BIOES constraints (Viterbi).
 *
 * A word's label either starts something new (O, B, S), which may follow any label that closes (O, E, S), or goes on with its type (I, E),
 * which may follow that type's B or I only. So the best closing predecessor serves all labels of the first kind, and the recursion
 * costs one visit a label instead of one a pair of labels.
 * @param scores log-probabilities, row-major [words × labels.size]
 * @returns one label index a word; an illegal sequence cannot come out, whatever the scores are
 * @see Lafferty, McCallum & Pereira 2001, section 3, for the recursion
 */
export function bestLabels(scores: Float32Array, words: number, labels: BioesLabels): Int32Array {
  const { size } = labels;
  if (scores.length !== words * size) {
    throw new Error(
      `The entity head gave ${scores.length} scores for ${words} words and ${size} labels; ${words * size} were expected.`,
    );
  }
  const path = new Int32Array(words);
  if (words === 0) return path;
  const previous = new Int32Array(words * size);
  let before = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  let now = new Float64Array(size);
  before[0] = 0; // the start of the text is as good as O

  for (let word = 0; word < words; word++) {
    const row = word * size;
    const closed = bestClosing(before);
    now[0] = before[closed] + scores[row];
    previous[row] = closed;
    for (let b = 1; b < size; b += prefixes.length) {
      const open = before[b + inside] > before[b + begin] ? b + inside : b + begin;
      now[b + begin] = before[closed] + scores[row + b + begin];
      now[b + inside] = before[open] + scores[row + b + inside];
      now[b + end] = before[open] + scores[row + b + end];
      now[b + single] = before[closed] + scores[row + b + single];
      previous[row + b + begin] = previous[row + b + single] = closed;
      previous[row + b + inside] = previous[row + b + end] = open;
    }
    [before, now] = [now, before];
  }

  let label = bestClosing(before);
  for (let word = words - 1; word >= 0; word--) {
    path[word] = label;
    label = previous[word * size + label];
  }
  return path;
}

/** O, an E or an S: the label that ends best here. O where all are equally good, or not numbers. */
function bestClosing(total: Float64Array): number {
  let best = 0;
  for (let b = 1; b < total.length; b += prefixes.length) {
    if (total[b + end] > total[best]) best = b + end;
    if (total[b + single] > total[best]) best = b + single;
  }
  return best;
}

/**
 * The entities that the scores speak for, in order of reading.
 * @param scores log-probabilities, row-major [words × labels.size]
 */
export function decode(scores: Float32Array, words: number, labels: BioesLabels): ScoredWordSpan[] {
  const path = bestLabels(scores, words, labels);
  return labels.spans(path).map((span) => {
    let sum = 0;
    for (let word = span.start; word < span.end; word++) sum += scores[word * labels.size + path[word]];
    return { ...span, score: Math.exp(sum / (span.end - span.start)) };
  });
}

/** Mean probability that the words `start` to `end` are inside any entity. */
export function meanInside(
  scores: Float32Array,
  { start, end: stop }: { start: number; end: number },
  labels: BioesLabels,
): number {
  let sum = 0;
  for (let word = start; word < stop; word++) sum += 1 - Math.exp(scores[word * labels.size]);
  return sum / (stop - start);
}
