import { sharedRun } from '../../text/comparedWords';
import type { Span } from '../../text/span';
import type { ComparedText } from './comparedText';

/** What documents of one part hold of another document's text. */
export interface Held {
  /** How many of its runs of words. */
  runs: number;
  /** For each document that was the first of its part with some of these runs: how many. */
  readonly byDocument: Map<number, number>;
  /** The first document of the part with the same text. */
  sameText?: number;
  /** The longest stretch that is held without a gap, in UTF-16 units of the text; absent where `runs` is 0. */
  longest?: Span;
}

/** At most this share of the slots is in use. */
const mostFilled = 0.6;

/**
 * Which runs of words stand in which documents: a hash table over flat arrays that keeps, for each run, the first document of each part of the
 * corpus. Linear in the length of the texts, whatever they share.
 */
export class PassageIndex {
  #capacity = 1 << 12;
  #filled = 0;
  #first = new Uint32Array(this.#capacity);
  #second = new Uint32Array(this.#capacity);
  /** `parts` entries a slot: the document's number and one, 0 for none. */
  #holders: Uint32Array;

  /** @param parts how many parts of the corpus are told apart */
  constructor(private readonly parts: number) {
    this.#holders = new Uint32Array(this.#capacity * parts);
  }

  /** What the documents that were added before hold of a text: one entry for each part. */
  held({ first, second, whole, words }: ComparedText): Held[] {
    const found = Array.from({ length: this.parts }, (): Held => ({ runs: 0, byDocument: new Map() }));
    const since = new Int32Array(this.parts).fill(-1);
    const longest = new Int32Array(this.parts);
    for (let run = 0; run < first.length; run++) {
      const slot = this.#slotOf(first[run], second[run]);
      for (let part = 0; part < this.parts; part++) {
        const holder = this.#holders[slot * this.parts + part];
        if (holder === 0) {
          since[part] = -1;
          continue;
        }
        const held = found[part];
        held.runs++;
        held.byDocument.set(holder - 1, (held.byDocument.get(holder - 1) ?? 0) + 1);
        if (since[part] < 0) since[part] = run;
        if (run - since[part] >= longest[part]) {
          longest[part] = run - since[part] + 1;
          held.longest = { start: words[since[part]].start, end: words[run + sharedRun - 1].end };
        }
      }
    }
    if (words.length > 0) {
      const slot = this.#slotOf(...whole);
      for (let part = 0; part < this.parts; part++) {
        const holder = this.#holders[slot * this.parts + part];
        if (holder > 0) found[part].sameText = holder - 1;
      }
    }
    return found;
  }

  add({ first, second, whole, words }: ComparedText, document: number, part: number): void {
    for (let run = 0; run < first.length; run++) this.#hold(first[run], second[run], document, part);
    if (words.length > 0) this.#hold(...whole, document, part);
  }

  #hold(first: number, second: number, document: number, part: number): void {
    if (this.#filled >= mostFilled * this.#capacity) this.#grow();
    const slot = this.#slotOf(first, second);
    if (!this.#isTaken(slot)) {
      this.#filled++;
      this.#first[slot] = first;
      this.#second[slot] = second;
    }
    const at = slot * this.parts + part;
    if (this.#holders[at] === 0) this.#holders[at] = document + 1;
  }

  /** The slot of a run, or the free one that it would get. */
  #slotOf(first: number, second: number): number {
    const mask = this.#capacity - 1;
    let slot = (first ^ Math.imul(second, 0x9e3779b1)) & mask;
    while (this.#isTaken(slot) && (this.#first[slot] !== first || this.#second[slot] !== second))
      slot = (slot + 1) & mask;
    return slot;
  }

  #isTaken(slot: number): boolean {
    for (let part = 0; part < this.parts; part++)
      if (this.#holders[slot * this.parts + part] !== 0) return true;
    return false;
  }

  #grow(): void {
    const [first, second, holders, slots] = [this.#first, this.#second, this.#holders, this.#capacity];
    this.#capacity *= 2;
    this.#first = new Uint32Array(this.#capacity);
    this.#second = new Uint32Array(this.#capacity);
    this.#holders = new Uint32Array(this.#capacity * this.parts);
    for (let old = 0; old < slots; old++) {
      const held = holders.subarray(old * this.parts, (old + 1) * this.parts);
      if (held.every((holder) => holder === 0)) continue;
      const slot = this.#slotOf(first[old], second[old]);
      this.#first[slot] = first[old];
      this.#second[slot] = second[old];
      this.#holders.set(held, slot * this.parts);
    }
  }
}
