import type { TermIndex } from '../../terminology/index/termIndex';
import { emptyHash } from '../../terminology/names/hash';
import { segmentWords } from '../../text/words';
import { HashTable } from './hashTable';
import { classesOfName, termClasses } from './termClasses';

/** For each class: in how many names a word stands, and how many it is the head of. */
const countsPerWord = 2 * termClasses.length;

const none = new Uint32Array(countsPerWord);

/**
 * How often words stand in the names of each class of terms: "syndrome" is the head of hundreds of diseases, "methyl" stands in thousands of
 * chemicals, and that says something of a name that no terminology has. Words are compared in lower case without a final s; digits and
 * single characters count nowhere.
 */
export class TermWords {
  private readonly rows = new HashTable();
  private counts = new Uint32Array(2 ** 16 * countsPerWord);

  /** Reads all names of the index: some 0.03 s for a hundred thousand. @param classes bits by concept, from `classesOfConcepts` */
  constructor(index: TermIndex, classes: Uint8Array) {
    const { text, start } = index.nameBytes;
    for (let concept = 0; concept < index.conceptCount; concept++) {
      const { first, end } = index.namesOf(concept);
      for (let name = first; name < end; name++) {
        const own = classesOfName(classes[concept], index.kind(name));
        const head = isAscii(text, start[name], start[name + 1])
          ? this.countLetters(text, start[name], start[name + 1], own)
          : this.countWords(index.name(name), own);
        if (head >= 0) this.add(head, own, 1);
      }
    }
  }

  /** How many names of each class a word stands in (at 2c for class c), and how many it is the head of (at 2c + 1). */
  of(word: string): Uint32Array {
    const row = isCounted(word, 0, word.length) ? this.rows.find(keyOf(word, 0, word.length)) : -1;
    return row < 0 ? none : this.counts.subarray(row * countsPerWord, (row + 1) * countsPerWord);
  }

  /** Counts the words of a name. @returns the row of its head, or -1 */
  private countWords(name: string, classes: number): number {
    // "Leukemia, Myeloid, Acute" is an acute myeloid leukemia: the head stands before the comma.
    const inverted = name.indexOf(', ');
    const headEnd = inverted < 0 ? name.length : inverted;
    let head = -1;
    for (const { start, end } of segmentWords(name, { start: 0, end: name.length })) {
      if (!isCounted(name, start, end)) continue;
      const row = this.count(keyOf(name, start, end), classes);
      if (end <= headEnd) head = row;
    }
    return head;
  }

  /** The same for a name of ASCII characters, as almost all are: read where it stands, since a model waits for all of them. */
  private countLetters(text: Uint8Array, start: number, end: number, classes: number): number {
    let head = -1;
    let isInverted = false;
    for (let at = start; at < end; at++) {
      if (text[at] === comma && text[at + 1] === space && at + 1 < end) isInverted = true;
      const first = at;
      let hash = emptyHash;
      let before = hash;
      for (; at < end && isLetter(text[at]); at++) {
        before = hash;
        hash = extended(hash, text[at]);
      }
      const length = at - first;
      if (length > 1) {
        const row = this.count(endsWithS(length, text[at - 1]) ? before : hash, classes);
        if (!isInverted) head = row;
      }
      // The character behind a word may be the comma.
      if (length > 0) at--;
    }
    return head;
  }

  private count(key: number, classes: number): number {
    const row = this.rows.add(key);
    if ((row + 1) * countsPerWord > this.counts.length) {
      const wider = new Uint32Array(this.counts.length * 2);
      wider.set(this.counts);
      this.counts = wider;
    }
    this.add(row, classes, 0);
    return row;
  }

  private add(row: number, classes: number, kind: 0 | 1): void {
    const first = row * countsPerWord + kind;
    for (let rest = classes; rest !== 0; rest &= rest - 1)
      this.counts[first + 2 * (31 - Math.clz32(rest & -rest))]++;
  }
}

const space = 32;
const comma = 44;
const letterS = 115;

const isLetter = (unit: number): boolean => (unit | 32) >= 97 && (unit | 32) <= 122;

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] > 127) return false;
  return true;
}

/** Letters, and more than one. */
const isCounted = (text: string, start: number, end: number): boolean =>
  end - start > 1 && (text.charCodeAt(start) < 48 || text.charCodeAt(start) > 57);

/** A plural, as far as this needs to know. */
const endsWithS = (length: number, last: number): boolean => length > 3 && (last | 32) === letterS;

/** FNV-1a over the word in lower case (a to z) without its final s: a hash stands for its word, since two that meet do little harm. */
function keyOf(text: string, start: number, end: number): number {
  const last = endsWithS(end - start, text.charCodeAt(end - 1)) ? end - 1 : end;
  let hash = emptyHash;
  for (let at = start; at < last; at++) hash = extended(hash, text.charCodeAt(at));
  return hash;
}

const extended = (hash: number, unit: number): number =>
  Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit | 32 : unit), 0x01000193);
