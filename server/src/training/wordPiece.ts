const continuation = '##';
const special = ['[PAD]', '[UNK]'] as const;
/** Rarer characters are left to [UNK]; this many cover biomedical English with its Greek and its signs. */
const alphabetLimit = 400;

/**
 * Learns a WordPiece vocabulary: starting from characters, the pair of neighbouring pieces that occurs most often becomes a piece,
 * until the vocabulary is full or no pair occurs twice.
 * @param wordCounts how often each word occurs; case is ignored
 * @param size pieces in the vocabulary, [PAD] (0) and [UNK] (1) included
 * The work pauses often.
 * @returns the content of a `tokenizer.json` that `@huggingface/tokenizers` loads; the same counts give the same vocabulary
 * @see Sennrich, Haddow & Birch 2016, "Neural machine translation of rare words with subword units", algorithm 1
 */
export function* learnWordPiece(
  wordCounts: ReadonlyMap<string, number>,
  size: number,
): Generator<void, object> {
  const { words, counts } = lowerCased(wordCounts);
  const pieces = alphabet(words, counts);
  const learner = new PieceLearner(counts, pieces);
  yield* learner.cutWords(words);
  // Each turn adds one piece.
  while (pieces.length + special.length < size && learner.mergeBest()) yield;
  return tokenizerJson([...special, ...pieces].slice(0, size));
}

function lowerCased(wordCounts: ReadonlyMap<string, number>): { words: string[]; counts: number[] } {
  const merged = new Map<string, number>();
  for (const [word, count] of wordCounts) {
    const key = word.toLowerCase();
    merged.set(key, (merged.get(key) ?? 0) + count);
  }
  const entries = [...merged].sort(([a], [b]) => (a < b ? -1 : 1));
  return { words: entries.map(([word]) => word), counts: entries.map(([, count]) => count) };
}

/** The characters that start words and, marked, those that go on with one; most frequent first. */
function alphabet(words: readonly string[], counts: readonly number[]): string[] {
  const seen = new Map<string, number>();
  for (let w = 0; w < words.length; w++) {
    let mark = '';
    for (const character of words[w]) {
      seen.set(mark + character, (seen.get(mark + character) ?? 0) + counts[w]);
      mark = continuation;
    }
  }
  return [...seen]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, alphabetLimit)
    .map(([piece]) => piece);
}

/** Two pieces that stand side by side; stale entries of the heap are told by their count. */
interface Pair {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

class PieceLearner {
  private readonly cuts: number[][] = [];
  private readonly pairCounts = new Map<number, number>();
  private readonly wordsWith = new Map<number, Set<number>>();
  private readonly heap: Pair[] = [];
  private readonly idOf: Map<string, number>;

  constructor(
    private readonly counts: readonly number[],
    private readonly pieces: string[],
  ) {
    this.idOf = new Map(pieces.map((piece, id) => [piece, id]));
  }

  /** Into characters; comes before the first merge. */
  *cutWords(words: readonly string[]): Generator<void> {
    for (let w = 0; w < words.length; w++) {
      const cut = [...words[w]].map(
        (character, i) => this.idOf.get(i === 0 ? character : continuation + character) ?? -1,
      );
      this.cuts.push(cut.includes(-1) ? [] : cut);
      this.count(w, 1);
      yield;
    }
    for (const [key, count] of this.pairCounts) this.push(key, count);
  }

  /** Makes the most frequent pair a piece. @returns false where no pair occurs twice */
  mergeBest(): boolean {
    for (let best = popHeap(this.heap); best; best = popHeap(this.heap)) {
      const key = pairKey(best.left, best.right);
      if (this.pairCounts.get(key) !== best.count) continue;
      if (best.count < 2) return false;
      this.merge(best, key);
      return true;
    }
    return false;
  }

  private merge({ left, right }: Pair, key: number): void {
    const piece = this.pieces[left] + this.pieces[right].slice(continuation.length);
    // "ab" + "##c" and "a" + "##bc" make the same piece.
    let id = this.idOf.get(piece);
    if (id === undefined) {
      id = this.pieces.push(piece) - 1;
      this.idOf.set(piece, id);
    }
    const changed = new Set<number>();
    for (const w of this.wordsWith.get(key) ?? []) {
      this.count(w, -1, changed);
      this.cuts[w] = joined(this.cuts[w], left, right, id);
      this.count(w, 1, changed);
    }
    this.wordsWith.delete(key);
    this.pairCounts.delete(key);
    changed.delete(key);
    for (const pair of changed) this.push(pair, this.pairCounts.get(pair)!);
  }

  /** Adds a word's pairs to the counts, or takes them out. */
  private count(word: number, sign: 1 | -1, changed?: Set<number>): void {
    const cut = this.cuts[word];
    for (let i = 1; i < cut.length; i++) {
      const key = pairKey(cut[i - 1], cut[i]);
      this.pairCounts.set(key, (this.pairCounts.get(key) ?? 0) + sign * this.counts[word]);
      changed?.add(key);
      if (sign < 0) continue;
      const words = this.wordsWith.get(key);
      if (words) words.add(word);
      else this.wordsWith.set(key, new Set([word]));
    }
  }

  private push(key: number, count: number): void {
    if (count > 1) pushHeap(this.heap, { left: Math.floor(key / keyBase), right: key % keyBase, count });
  }
}

const keyBase = 2 ** 20;
const pairKey = (left: number, right: number): number => left * keyBase + right;

function joined(cut: readonly number[], left: number, right: number, id: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < cut.length; i++) {
    const here = cut[i] === left && cut[i + 1] === right;
    result.push(here ? id : cut[i]);
    if (here) i++;
  }
  return result;
}

/** More frequent first; of equals the older pieces, so that the order never depends on chance. */
const before = (a: Pair, b: Pair): boolean =>
  a.count !== b.count ? a.count > b.count : a.left !== b.left ? a.left < b.left : a.right < b.right;

function pushHeap(heap: Pair[], pair: Pair): void {
  let at = heap.push(pair) - 1;
  for (let parent = (at - 1) >> 1; at > 0 && before(pair, heap[parent]); parent = (at - 1) >> 1) {
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = pair;
}

function popHeap(heap: Pair[]): Pair | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
    if (!before(heap[child], last)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = last;
  return top;
}

const tokenizerJson = (vocabulary: readonly string[]): object => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: special.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: null,
  post_processor: null,
  decoder: { type: 'WordPiece', prefix: continuation, cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: continuation,
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
  },
});
