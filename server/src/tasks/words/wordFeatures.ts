import { lowHalves } from '../../onnx/int64';
import { detached } from '../../text/detached';
import { affixesPerWord, writeAffixes } from './affixes';
import { charactersPerWord, writeCharacters } from './characters';
import { shapeOf } from './shape';
import { type Subwords, subwordsPerWord } from './subwords';
import type { Vocabulary } from './vocabulary';

export interface WordFeatureConfig {
  /** Rows of the affix table, 0 (no affix) included. */
  readonly affixBuckets: number;
}

/** What the network reads of each distinct word, as rows of int64, which is what Gather takes. */
export interface DistinctWords {
  readonly count: number;
  /** [count] row of the word-vector table; 0 is an unknown word. */
  readonly vector: BigInt64Array;
  /** [count × affixesPerWord] buckets; 0 where the word is shorter than the affix. */
  readonly affixes: BigInt64Array;
  /** [count × charactersPerWord]; 0 is padding. */
  readonly characters: BigInt64Array;
  /** [count × subwordsPerWord]; 0 is padding. */
  readonly subwords: BigInt64Array;
  /** [count] */
  readonly shape: BigInt64Array;
}

export interface EncodedWords {
  /** For each word of the sequence its row in `rows`. */
  readonly index: Int32Array;
  readonly rows: DistinctWords;
}

/** The five features side by side in one cached row. */
const columns = [
  ['vector', 1],
  ['affixes', affixesPerWord],
  ['characters', charactersPerWord],
  ['subwords', subwordsPerWord],
  ['shape', 1],
] as const;

const rowLength = columns.reduce((sum, [, width]) => sum + width, 0);

/** Distinct words that are remembered: enough for any session of reading, about 16 MB. */
const cachedWords = 1 << 17;

/**
 * Turns words into the numbers that the network reads. Each distinct surface form is computed once and remembered; texts repeat
 * themselves so much that encoding is mostly looking up.
 */
export class WordEncoder {
  private readonly slotOf = new Map<string, number>();
  private store = new Int32Array(1024 * rowLength);

  constructor(
    private readonly vocabulary: Vocabulary,
    /** Without them the column is all padding. */
    private readonly subwords: Subwords | undefined,
    private readonly config: WordFeatureConfig,
  ) {}

  /** Features of a sequence (or of several, one after another): the rows of its distinct words in order of appearance. */
  encode(words: readonly string[]): EncodedWords {
    if (this.slotOf.size > cachedWords) this.slotOf.clear();
    const index = new Int32Array(words.length);
    const rowOf = new Map<number, number>();
    for (let i = 0; i < words.length; i++) {
      const slot = this.slotOf.get(words[i]) ?? this.remember(words[i]);
      let row = rowOf.get(slot);
      if (row === undefined) {
        row = rowOf.size;
        rowOf.set(slot, row);
      }
      index[i] = row;
    }
    return { index, rows: this.collect([...rowOf.keys()]) };
  }

  private remember(word: string): number {
    const slot = this.slotOf.size;
    if ((slot + 1) * rowLength > this.store.length) {
      const wider = new Int32Array(this.store.length * 2);
      wider.set(this.store);
      this.store = wider;
    }
    const affixes = slot * rowLength + 1;
    const characters = affixes + affixesPerWord;
    const subwords = characters + charactersPerWord;
    this.store[affixes - 1] = this.vocabulary.row(word);
    writeAffixes(word.toLowerCase(), this.config.affixBuckets, this.store, affixes);
    writeCharacters(word, this.store, characters);
    this.subwords?.write(word, this.store, subwords);
    this.store[subwords + subwordsPerWord] = shapeOf(word);
    this.slotOf.set(detached(word), slot);
    return slot;
  }

  private collect(slots: readonly number[]): DistinctWords {
    let first = 0;
    const column = (width: number): BigInt64Array => {
      const ids = new BigInt64Array(slots.length * width);
      const low = lowHalves(ids);
      for (let row = 0; row < slots.length; row++) {
        const from = slots[row] * rowLength + first;
        for (let i = 0; i < width; i++) low[2 * (row * width + i)] = this.store[from + i];
      }
      first += width;
      return ids;
    };
    const features = Object.fromEntries(columns.map(([name, width]) => [name, column(width)]));
    return { count: slots.length, ...(features as Record<(typeof columns)[number][0], BigInt64Array>) };
  }
}
