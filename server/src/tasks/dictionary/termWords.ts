import type { TermIndex } from '../../terminology/index/termIndex';
import { emptyHash } from '../../terminology/names/hash';
import { segmentWords } from '../../text/words';
import { classesOfNames, termClasses } from './termClasses';
import kernelBytes from './termWords.wasm';

/** For each class: in how many names a word stands, and how many it is the head of. */
const countsPerWord = 2 * termClasses.length;

const none = new Uint32Array(countsPerWord);

/** A row of the kernel's, in uint32: the hash of a word, the next row of its bucket, and from `countsAt` on its counts. */
const rowLength = 16;
const countsAt = 4;
const pageBytes = 65_536;

interface Kernel {
  place(
    text: number,
    starts: number,
    classes: number,
    buckets: number,
    bucketCount: number,
    rows: number,
  ): void;
  countNames(first: number, end: number): number;
  countWord(hash: number, classes: number): number;
  countHead(row: number, classes: number): void;
  countedRows(): number;
}

/**
 * How often words stand in the names of each class of terms: "syndrome" is the head of hundreds of diseases, "methyl" stands in thousands of
 * chemicals, and that says something of a name that no terminology has. Words are compared in lower case without a final s; digits and
 * single characters count nowhere.
 */
export class TermWords {
  /** The first row of each bucket; a word's bucket is some bits of its hash. */
  private readonly buckets: Uint32Array;
  private readonly rows: Uint32Array;

  /**
   * Reads all names of the index: some 0.02 s for a hundred thousand. A model waits for all of them, so names of ASCII characters, as almost all are,
   * are read by a small WebAssembly program, which is fast from the first name on.
   * @param classes bits by concept, from `classesOfConcepts`
   */
  constructor(index: TermIndex, classes: Uint8Array) {
    const { text, start } = index.nameBytes;
    const ofNames = classesOfNames(index, classes);
    const bucketCount = 2 ** Math.ceil(Math.log2(index.nameCount + 1));
    // One unused page, where compilers keep their constants.
    const starts = pageBytes;
    const buckets = starts + start.byteLength;
    const namesClasses = buckets + 4 * bucketCount;
    const names = namesClasses + ofNames.length;
    const rows = rowLength * 4 * Math.ceil((names + text.length) / (rowLength * 4));
    const memory = new WebAssembly.Memory({ initial: Math.ceil(rows / pageBytes) + 1 });
    new Uint32Array(memory.buffer, starts, start.length).set(start);
    new Uint8Array(memory.buffer, namesClasses, ofNames.length).set(ofNames);
    new Uint8Array(memory.buffer, names, text.length).set(text);
    const module = new WebAssembly.Module(kernelBytes);
    const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
    kernel.place(names, starts, namesClasses, buckets, bucketCount, rows);

    for (let name = 0; name < index.nameCount; name++) {
      name = kernel.countNames(name, index.nameCount);
      if (name < index.nameCount) countWords(kernel, index.name(name), ofNames[name]);
    }
    // Copies: the names need not stay in memory a second time.
    this.buckets = new Uint32Array(memory.buffer, buckets, bucketCount).slice();
    this.rows = new Uint32Array(memory.buffer, rows, kernel.countedRows() * rowLength).slice();
  }

  /** How many names of each class a word stands in (at 2c for class c), and how many it is the head of (at 2c + 1). */
  of(word: string): Uint32Array {
    if (!isCounted(word, 0, word.length)) return none;
    const { buckets, rows } = this;
    const hash = keyOf(word, 0, word.length) >>> 0;
    let row = buckets[(hash ^ (hash >>> 15)) & (buckets.length - 1)] * rowLength;
    while (row > 0 && rows[row] !== hash) row = rows[row + 1] * rowLength;
    return row === 0 ? none : rows.subarray(row + countsAt, row + countsAt + countsPerWord);
  }
}

/** Counts the words of any name as the kernel counts those of ASCII. */
function countWords(kernel: Kernel, name: string, classes: number): void {
  // "Leukemia, Myeloid, Acute" is an acute myeloid leukemia: the head stands before the comma.
  const inverted = name.indexOf(', ');
  const headEnd = inverted < 0 ? name.length : inverted;
  let head = 0;
  for (const { start, end } of segmentWords(name, { start: 0, end: name.length })) {
    if (!isCounted(name, start, end)) continue;
    const row = kernel.countWord(keyOf(name, start, end), classes);
    if (end <= headEnd) head = row;
  }
  if (head > 0) kernel.countHead(head, classes);
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
  return hash;
}

const extended = (hash: number, unit: number): number =>
  Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit | 32 : unit), 0x01000193);
