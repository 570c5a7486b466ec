import type { TermIndex } from '../../terminology/index/termIndex';
import { emptyHash } from '../../terminology/names/hash';
import { segmentWords } from '../../text/words';
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
  private readonly rowOf = new Map<number, number>();
  private counts = new Uint32Array(1024 * countsPerWord);

  /** Reads all names of the index: some 0.1 s for a hundred thousand. @param classes bits by concept, from `classesOfConcepts` */
  constructor(index: TermIndex, classes: Uint8Array) {
    for (let concept = 0; concept < index.conceptCount; concept++) {
      const { first, end } = index.namesOf(concept);
      for (let name = first; name < end; name++)
        this.count(index.name(name), classesOfName(classes[concept], index.kind(name)));
    }
  }

  /** How many names of each class a word stands in (at 2c for class c), and how many it is the head of (at 2c + 1). */
  of(word: string): Uint32Array {
    const row = isCounted(word, 0, word.length) ? this.rowOf.get(keyOf(word, 0, word.length)) : undefined;
    return row === undefined ? none : this.counts.subarray(row * countsPerWord, (row + 1) * countsPerWord);
  }

  private count(name: string, classes: number): void {
    // "Leukemia, Myeloid, Acute" is an acute myeloid leukemia: the head stands before the comma.
    const inverted = name.indexOf(', ');
    const headEnd = inverted < 0 ? name.length : inverted;
    let head = -1;
    for (const { start, end } of segmentWords(name, { start: 0, end: name.length })) {
      if (!isCounted(name, start, end)) continue;
      const row = this.row(keyOf(name, start, end));
      this.add(row, classes, 0);
      if (end <= headEnd) head = row;
    }
    if (head >= 0) this.add(head, classes, 1);
  }

  private add(row: number, classes: number, kind: 0 | 1): void {
    const first = row * countsPerWord + kind;
    for (let rest = classes; rest !== 0; rest &= rest - 1)
      this.counts[first + 2 * (31 - Math.clz32(rest & -rest))]++;
  }

  private row(key: number): number {
    let row = this.rowOf.get(key);
    if (row === undefined) {
      row = this.rowOf.size;
      this.rowOf.set(key, row);
      if ((row + 1) * countsPerWord > this.counts.length) {
        const wider = new Uint32Array(this.counts.length * 2);
        wider.set(this.counts);
        this.counts = wider;
      }
    }
    return row;
  }
}

/** Letters, and more than one. */
const isCounted = (text: string, start: number, end: number): boolean =>
  end - start > 1 && (text.charCodeAt(start) < 48 || text.charCodeAt(start) > 57);

/** FNV-1a over the word in lower case (a to z) without its final s: a hash stands for its word, since two that meet do little harm. */
function keyOf(text: string, start: number, end: number): number {
  const last = end - start > 3 && (text.charCodeAt(end - 1) | 32) === 115 ? end - 1 : end;
  let hash = emptyHash;
  for (let at = start; at < last; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit | 32 : unit), 0x01000193);
  }
  return hash;
}
