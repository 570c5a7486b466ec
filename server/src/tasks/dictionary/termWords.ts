import type { TermIndex } from '../../terminology/index/termIndex';
import { emptyHash } from '../../terminology/names/hash';
import { segmentWords } from '../../text/words';
import { classesOfConcepts, classesOfNames, termClasses } from './termClasses';

/** For each class: in how many names a word stands, and how many it is the head of. */
export const countsPerWord = 2 * termClasses.length;

const none = new Uint8Array(countsPerWord);

/**
 * How often words stand in the names of each class of terms: "syndrome" is the head of hundreds of diseases, "methyl" stands in thousands of
 * chemicals, and that says something of a name that no terminology has. Words are compared in lower case without a final s; digits and
 * single characters count nowhere.
 */
export class TermWords {
  /**
   * @param classes by concept, as `classesOfConcepts` gives them
   * @param hashes of the words, in rising order
   * @param usage [words × countsPerWord], counts as `usageOf` says them
   */
  constructor(
    readonly classes: Uint8Array,
    readonly hashes: Uint32Array,
    readonly usage: Uint8Array,
  ) {}

  /** Reads all names of an index: some 0.2 s for a hundred thousand. */
  static of(index: TermIndex): TermWords {
    const classes = classesOfConcepts(index);
    const ofNames = classesOfNames(index, classes);
    const counts = new Map<number, Uint32Array>();
    for (let name = 0; name < index.nameCount; name++)
      if (ofNames[name] !== 0) countWords(counts, index.name(name), ofNames[name]);
    const hashes = Uint32Array.from(counts.keys()).sort();
    const usage = new Uint8Array(hashes.length * countsPerWord);
    for (const [place, hash] of hashes.entries())
      usage.set(Array.from(counts.get(hash)!, usageOf), place * countsPerWord);
    return new TermWords(classes, hashes, usage);
  }

  /** How many names of each class a word stands in (at 2c for class c), and how many it is the head of (at 2c + 1), as `usageOf` says it. */
  of(word: string): Uint8Array {
    if (!isCounted(word, 0, word.length)) return none;
    const { hashes, usage } = this;
    const hash = keyOf(word, 0, word.length);
    let [place, end] = [0, hashes.length];
    while (place < end) {
      const middle = (place + end) >>> 1;
      if (hashes[middle] < hash) place = middle + 1;
      else end = middle;
    }
    return hashes[place] === hash ? usage.subarray(place * countsPerWord, (place + 1) * countsPerWord) : none;
  }
}

/** A count in a byte: 16 · log₂ of one more, and no more than 255. It is 0 where the count is. */
const usageOf = (count: number): number => Math.min(255, Math.round(16 * Math.log2(1 + count)));

function countWords(counts: Map<number, Uint32Array>, name: string, classes: number): void {
  // "Leukemia, Myeloid, Acute" is an acute myeloid leukemia: the head stands before the comma.
  const inverted = name.indexOf(', ');
  const headEnd = inverted < 0 ? name.length : inverted;
  let head: Uint32Array | undefined;
  for (const { start, end } of segmentWords(name, { start: 0, end: name.length })) {
    if (!isCounted(name, start, end)) continue;
    const hash = keyOf(name, start, end);
    let own = counts.get(hash);
    if (!own) {
      own = new Uint32Array(countsPerWord);
      counts.set(hash, own);
    }
    count(own, classes, 0);
    if (end <= headEnd) head = own;
  }
  if (head) count(head, classes, 1);
}

/** @param column 0 for words, 1 for heads */
function count(counts: Uint32Array, classes: number, column: 0 | 1): void {
  for (let place = 0; place < termClasses.length; place++)
    counts[2 * place + column] += (classes >> place) & 1;
}

const letterS = 115;

/** Letters, and more than one. */
const isCounted = (text: string, start: number, end: number): boolean =>
  end - start > 1 && (text.charCodeAt(start) < 48 || text.charCodeAt(start) > 57);

/** FNV-1a over the word in lower case (a to z) without its final s, where it may be a plural: a hash stands for its word, since two that meet do little harm. */
function keyOf(text: string, start: number, end: number): number {
  const isPlural = end - start > 3 && (text.charCodeAt(end - 1) | 32) === letterS;
  const last = isPlural ? end - 1 : end;
  let hash = emptyHash;
  for (let at = start; at < last; at++) hash = extended(hash, text.charCodeAt(at));
  return hash >>> 0;
}

const extended = (hash: number, unit: number): number =>
  Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit | 32 : unit), 0x01000193);
