import type { TermIndex } from '../index/termIndex';
import { keyWords, uninverted } from '../names/nameKey';
import { KeptNumbers, samples } from './keptNumbers';
import { type NearestConcept, NearestConcepts } from './nearestConcepts';
import { finished } from './slices';

const shortest = 2;
const longest = 4;
/** Names whose sums are made together: 32 kB. */
const namesAStretch = 8_192;
/** Names that are read between two pauses of building. */
const namesAStep = 500;
/** As many as sixteen bits hold; different n-grams seldom meet in one. */
const buckets = 2 ** 16;

/** The last round of `gramsOf` that saw each n-gram: sets would cost most of the time of an index. */
const seenIn = new Float64Array(buckets);
let round = 0;
/** N-grams of one name; what goes beyond belongs to no name that a person would write. */
const found = new Uint16Array(4_096);

/**
 * Buckets of the distinct character 2- to 4-grams of a name's words, as keys write them, with a space before, between and behind.
 * @returns sorted numbers
 */
export function gramsOf(name: string): Uint16Array {
  const text = ` ${keyWords(uninverted(name))
    .map(({ key }) => key)
    .join(' ')} `;
  let count = 0;
  round++;
  for (let start = 0; start < text.length; start++) {
    let hash = 0x811c9dc5 | 0;
    for (let size = 1; size <= longest && start + size <= text.length; size++) {
      hash = Math.imul(hash ^ text.charCodeAt(start + size - 1), 0x01000193);
      if (size < shortest) continue;
      const gram = (hash ^ (hash >>> 15)) & (buckets - 1);
      if (seenIn[gram] === round) continue;
      seenIn[gram] = round;
      if (count < found.length) found[count++] = gram;
    }
  }
  return found.slice(0, count).sort();
}

export interface GramOptions {
  /**
   * N-grams of more names than this lead to no candidates, though they count in the similarity: they cost most of the time and memory, and say
   * least.
   */
  readonly mostNames?: number;
}

/**
 * Names by their character n-grams, weighted by how rare these are (TF-IDF with binary counts, cosine). Built from the index in a second or two;
 * takes some 40 MB for 125,000 names.
 */
export class GramIndex {
  readonly #idf = new Float32Array(buckets);
  /** Names of each n-gram, of the frequent ones none. */
  readonly #names: Uint32Array;
  readonly #nameStart = new Uint32Array(buckets + 1);
  /** Length of each name's vector. */
  readonly #norm: Float32Array;
  /** Sums of a stretch of names for the current question; zero between questions. */
  readonly #sums = new Float32Array(namesAStretch);
  /** The names that the current question touches, and how near each is by its rare n-grams. */
  readonly #touched: Uint32Array;
  readonly #similarities: Float32Array;
  /** For each n-gram of the current question the next of its names. */
  readonly #next = new Uint32Array(found.length);
  /** 1 for the n-grams that names are compared with, which `#marked` lists. */
  readonly #isMarked = new Uint8Array(buckets);
  #marked: Uint16Array = new Uint16Array(0);

  /**
   * @param grams n-grams of all names, those of name i from `gramStart[i]` on
   * @param frequency how many names have each n-gram
   */
  private constructor(
    private readonly index: TermIndex,
    private readonly grams: Uint16Array,
    private readonly gramStart: Uint32Array,
    frequency: Uint32Array,
    mostNames: number,
  ) {
    const count = index.nameCount;
    this.#touched = new Uint32Array(count);
    this.#similarities = new Float32Array(count);
    this.#norm = new Float32Array(count);
    let total = 0;
    for (let gram = 0; gram < buckets; gram++) {
      this.#idf[gram] = Math.log((count + 1) / (frequency[gram]! + 1)) + 1;
      this.#nameStart[gram] = total;
      if (frequency[gram]! <= mostNames) total += frequency[gram]!;
    }
    this.#nameStart[buckets] = total;
    this.#names = new Uint32Array(total);
  }

  /**
   * Builds in steps of a few milliseconds: between two of them the process may do something else.
   * @returns when it is done, the index
   */
  static *building(
    index: TermIndex,
    { mostNames = 1_000 }: GramOptions = {},
    kept = new KeptNumbers(),
  ): Generator<void, GramIndex> {
    const count = index.nameCount;
    const all = yield* kept.of(
      `${index.sha256()}-grams`,
      Uint16Array,
      (found) => agrees(found, index),
      () => gramsOfAll(index),
    );
    const gramStart = new Uint32Array(count + 1);
    for (let name = 0; name < count; name++) gramStart[name + 1] = gramStart[name]! + all[name]!;
    const grams = all.subarray(count);
    const frequency = new Uint32Array(buckets);
    for (const gram of grams) frequency[gram]!++;
    yield;
    const built = new GramIndex(index, grams, gramStart, frequency, mostNames);
    yield;
    yield* built.#invert(frequency, mostNames);
    return built;
  }

  static of(index: TermIndex, options?: GramOptions): GramIndex {
    return finished(GramIndex.building(index, options));
  }

  *#invert(frequency: Uint32Array, mostNames: number): Generator<void> {
    const next = this.#nameStart.slice();
    for (let name = 0; name < this.index.nameCount; name++) {
      const grams = this.#gramsOfName(name);
      this.#norm[name] = this.#normOf(grams);
      for (const gram of grams) if (frequency[gram]! <= mostNames) this.#names[next[gram]!++] = name;
      if (name % (namesAStep * 8) === 0) yield;
    }
  }

  #gramsOfName(name: number): Uint16Array {
    return this.grams.subarray(this.gramStart[name]!, this.gramStart[name + 1]!);
  }

  #normOf(grams: Uint16Array): number {
    let sum = 0;
    for (const gram of grams) sum += this.#idf[gram]! ** 2;
    return Math.sqrt(sum);
  }

  /**
   * The concepts with the names nearest to `wording`, by the cosine of their n-grams; the nearest first.
   * @param limit how many concepts at most
   * @param accepts which concepts count
   */
  nearest(
    wording: string,
    limit: number,
    accepts: (concept: number) => boolean = () => true,
  ): readonly NearestConcept[] {
    const grams = gramsOf(wording);
    const norm = this.#normOf(grams);
    const near = new NearestConcepts(limit);
    const concepts = this.index.conceptOfEachName;
    // Frequent n-grams are missing in the sums; those names that may be among the nearest are compared whole.
    const count = this.#touchedMost(grams, limit * 6);
    this.#mark(grams);
    for (let i = 0; i < count; i++) {
      const name = this.#touched[i]!;
      const concept = concepts[name]!;
      if (accepts(concept)) near.add(concept, name, this.#similarity(norm, name));
    }
    return near.all;
  }

  /** How similar names of the index are to `wording`, from 0 to 1, by their numbers. */
  measure(wording: string): (name: number) => number {
    const grams = gramsOf(wording);
    const norm = this.#normOf(grams);
    return (name) => {
      this.#mark(grams);
      return this.#similarity(norm, name);
    };
  }

  /**
   * Finds at least the `count` names whose rare n-grams are nearest, without sorting: similarities are counted in steps of 1/256.
   * @returns how many there are; they are the first of `#touched`
   */
  #touchedMost(grams: Uint16Array, count: number): number {
    const touched = this.#touched;
    const similarities = this.#similarities;
    for (let i = 0; i < grams.length; i++) this.#next[i] = this.#nameStart[grams[i]!]!;
    let size = 0;
    for (let first = 0; first < this.index.nameCount; first += namesAStretch)
      size = this.#touchedIn(first, grams, size);
    let largest = 0;
    for (let i = 0; i < size; i++) if (similarities[i]! > largest) largest = similarities[i]!;
    const steps = new Uint32Array(256);
    const scale = 255 / largest;
    for (let i = 0; i < size; i++) steps[Math.floor(similarities[i]! * scale)]!++;
    let bound = 255;
    for (let above = steps[bound]!; above < count && bound > 0; ) above += steps[--bound]!;
    let most = 0;
    for (let i = 0; i < size; i++)
      if (Math.floor(similarities[i]! * scale) >= bound) touched[most++] = touched[i]!;
    return most;
  }

  /**
   * Appends the names with rare n-grams among the given to `#touched` and `#similarities`, those of one stretch of the index: its sums stay
   * in the nearest cache of the processor.
   * @param first the stretch's first name; `#next` is where each n-gram's names go on
   * @param size how many were touched before
   * @returns how many now
   */
  #touchedIn(first: number, grams: Uint16Array, size: number): number {
    const end = first + namesAStretch;
    const names = this.#names;
    const sums = this.#sums;
    const touched = this.#touched;
    const before = size;
    for (let i = 0; i < grams.length; i++) {
      const gram = grams[i]!;
      const weight = this.#idf[gram]! ** 2;
      const last = this.#nameStart[gram + 1]!;
      let at = this.#next[i]!;
      for (; at < last && names[at]! < end; at++) {
        const name = names[at]!;
        const sum = sums[name - first]!;
        if (sum === 0) touched[size++] = name;
        sums[name - first] = sum + weight;
      }
      this.#next[i] = at;
    }
    for (let i = before; i < size; i++) {
      const name = touched[i]!;
      this.#similarities[i] = sums[name - first]! / this.#norm[name]!;
      sums[name - first] = 0;
    }
    return size;
  }

  /** Marks the n-grams that names are compared with from now on. */
  #mark(grams: Uint16Array): void {
    if (this.#marked === grams) return;
    for (const gram of this.#marked) this.#isMarked[gram] = 0;
    for (const gram of grams) this.#isMarked[gram] = 1;
    this.#marked = grams;
  }

  /** Cosine of a name with the marked n-grams. @param norm the length of the marked ones' vector */
  #similarity(norm: number, name: number): number {
    const end = this.gramStart[name + 1]!;
    let sum = 0;
    for (let at = this.gramStart[name]!; at < end; at++) {
      const gram = this.grams[at]!;
      if (this.#isMarked[gram] === 1) sum += this.#idf[gram]! ** 2;
    }
    return sum === 0 ? 0 : Math.min(1, sum / (norm * this.#norm[name]!));
  }
}

/** How many n-grams each name has, then the n-grams of all names. */
function* gramsOfAll(index: TermIndex): Generator<void, Uint16Array<ArrayBuffer>> {
  const count = index.nameCount;
  let all = new Uint16Array(count * 41);
  let end = count;
  for (let name = 0; name < count; name++) {
    const own = gramsOf(index.name(name));
    if (end + own.length > all.length) all = grown(all, end + own.length);
    all[name] = own.length;
    all.set(own, end);
    end += own.length;
    if (name % namesAStep === 0) yield;
  }
  return all.slice(0, end);
}

function agrees(all: Uint16Array, index: TermIndex): boolean {
  const count = index.nameCount;
  if (all.length < count) return false;
  const checked = new Set(samples(count));
  let end = count;
  for (let name = 0; name < count; name++) {
    const start = end;
    end += all[name]!;
    if (!checked.has(name)) continue;
    const own = gramsOf(index.name(name));
    if (own.length !== end - start || own.some((gram, i) => all[start + i] !== gram)) return false;
  }
  return end === all.length;
}

function grown(numbers: Uint16Array<ArrayBuffer>, least: number): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(Math.max(least, numbers.length * 2));
  larger.set(numbers);
  return larger;
}
