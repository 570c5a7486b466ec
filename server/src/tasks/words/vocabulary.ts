import { emptyHash, extendHash } from '../../terminology/names/hash';

const newline = 10;

/**
 * The words that have a vector. Row 0 of the table stands for every other word; the first word has row 1.
 * File form (`words.txt`): UTF-8, one key a line, in the order of the rows.
 *
 * The words stay in the text that they were read from, with numbers beside it: a model waits for them when it is loaded, and sixty thousand strings in a
 * Map take twice the time.
 */
export class Vocabulary {
  private readonly lines: Lines;
  /** Rows by the hash of their words, each in the first free place from there on; 0 is a free place. */
  private readonly places: Uint32Array;

  /** @param text lines that end with \n */
  private constructor(private readonly text: string) {
    this.lines = linesOf(text);
    const { hashes } = this.lines;
    this.places = new Uint32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 2)));
    const mask = this.places.length - 1;
    for (let row = 1; row <= hashes.length; row++) {
      const hash = hashes[row - 1];
      let place = placeOf(hash, mask);
      for (; this.places[place] !== 0; place = (place + 1) & mask)
        if (hashes[this.places[place] - 1] === hash) this.mustDiffer(this.places[place], row);
      this.places[place] = row;
    }
  }

  /** @param words distinct keys, as `vocabularyKey` writes them, in the order of the table's rows from 1 */
  static of(words: readonly string[]): Vocabulary {
    return new Vocabulary(words.map((word) => `${word}\n`).join(''));
  }

  /** Reads the text of a `words.txt`. @throws Error with a sentence where a line is empty or stands twice */
  static parse(text: string): Vocabulary {
    // Some copy texts with the line ends of Windows.
    const lines = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
    return new Vocabulary(lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`);
  }

  /** Keys in the order of their rows, from row 1 on; made anew each time. */
  get words(): string[] {
    return this.text.split('\n').slice(0, -1);
  }

  /** Rows of the vector table, the one for unknown words included. */
  get size(): number {
    return this.lines.hashes.length + 1;
  }

  /** The word's row; 0 where the vocabulary does not know it. */
  row(word: string): number {
    const key = vocabularyKey(word);
    const hash = extendHash(emptyHash, key);
    const mask = this.places.length - 1;
    for (let place = placeOf(hash, mask); this.places[place] !== 0; place = (place + 1) & mask) {
      const row = this.places[place];
      if (this.lines.hashes[row - 1] === hash && this.wordOf(row) === key) return row;
    }
    return 0;
  }

  /** The text of a `words.txt`. */
  toString(): string {
    return this.text;
  }

  private mustDiffer(one: number, other: number): void {
    const word = this.wordOf(one);
    if (this.wordOf(other) === word)
      throw new Error(
        `The vocabulary lists "${word}" twice; every word must stand on one line of words.txt only.`,
      );
  }

  private wordOf(row: number): string {
    const { ends } = this.lines;
    return this.text.slice(row === 1 ? 0 : ends[row - 2] + 1, ends[row - 1]);
  }
}

/** The lines of a text: where each ends, and its hash. */
interface Lines {
  readonly ends: Uint32Array;
  readonly hashes: Int32Array;
}

function linesOf(text: string): Lines {
  const most = text.length >> 1;
  const [ends, hashes] = [new Uint32Array(most), new Int32Array(most)];
  let [lines, start, hash] = [0, 0, emptyHash];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== newline) {
      // As `extendHash` does, without a call for each unit.
      hash = Math.imul(hash ^ unit, 0x01000193);
      continue;
    }
    if (at === start)
      throw new Error(
        `Line ${lines + 1} of words.txt is empty; each line must hold one word, since its number is the word's row.`,
      );
    hashes[lines] = hash;
    ends[lines++] = at;
    start = at + 1;
    hash = emptyHash;
  }
  return { ends: ends.slice(0, lines), hashes: hashes.slice(0, lines) };
}

const placeOf = (hash: number, mask: number): number => (hash ^ (hash >>> 15)) & mask;

/** Under which key a word is counted and looked up: lower case, every digit 0, so that "10" and "25" share a row. */
export const vocabularyKey = (word: string): string => word.toLowerCase().replace(/\d/g, '0');
