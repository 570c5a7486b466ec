/**
 * The words that have a vector. Row 0 of the table stands for every other word; the first word has row 1.
 * File form (`words.txt`): UTF-8, one key a line, in the order of the rows.
 */
export class Vocabulary {
  private readonly rows: ReadonlyMap<string, number>;

  /** @param words distinct keys, as `vocabularyKey` writes them, in the order of the table's rows from 1 */
  constructor(readonly words: readonly string[]) {
    const rows = new Map<string, number>();
    for (let index = 0; index < words.length; index++) rows.set(words[index], index + 1);
    if (rows.size < words.length)
      throw new Error(
        `The vocabulary lists "${firstTwice(words)}" twice; every word must stand on one line of words.txt only.`,
      );
    this.rows = rows;
  }

  /** Rows of the vector table, the one for unknown words included. */
  get size(): number {
    return this.words.length + 1;
  }

  /** The word's row; 0 where the vocabulary does not know it. */
  row(word: string): number {
    return this.rows.get(vocabularyKey(word)) ?? 0;
  }

  /** Reads the text of a `words.txt`. @throws Error with a sentence where a line is empty or stands twice */
  static parse(text: string): Vocabulary {
    // Some copy texts with the line ends of Windows.
    const lines = text.split(text.includes('\r') ? /\r?\n/ : '\n');
    if (lines.at(-1) === '') lines.pop();
    const empty = lines.indexOf('');
    if (empty >= 0) {
      throw new Error(
        `Line ${empty + 1} of words.txt is empty; each line must hold one word, since its number is the word's row.`,
      );
    }
    return new Vocabulary(lines);
  }

  /** The text of a `words.txt`. */
  toString(): string {
    return this.words.map((word) => `${word}\n`).join('');
  }
}

/** The first word that stands in a list a second time. */
function firstTwice(words: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return words.find((word) => seen.size === seen.add(word).size);
}

/** Under which key a word is counted and looked up: lower case, every digit 0, so that "10" and "25" share a row. */
export const vocabularyKey = (word: string): string => word.toLowerCase().replace(/\d/g, '0');
