/**
 * Unicode code points (PubTator, BioC, brat) to UTF-16 units (the program) and back, for one text. A lone surrogate
 * counts as one code point. A text without surrogate pairs costs one scan and nothing per question.
 */
export class CodePointIndex {
  /** UTF-16 offset of each surrogate pair's first unit. */
  private readonly pairs: readonly number[];
  /** The text's length in code points. */
  readonly length: number;

  constructor(text: string) {
    this.pairs = pairsOf(text);
    this.length = text.length - this.pairs.length;
  }

  /** Inside a surrogate pair: the pair's own code point. */
  fromUtf16(offset: number): number {
    return (
      offset - this.countPairs((pair) => this.pairs[pair]! + 2 <= offset) - (this.isInside(offset) ? 1 : 0)
    );
  }

  toUtf16(codePoint: number): number {
    return codePoint + this.countPairs((pair) => this.pairs[pair]! - pair < codePoint);
  }

  private isInside(offset: number): boolean {
    const pair = this.countPairs((index) => this.pairs[index]! < offset) - 1;
    return pair >= 0 && this.pairs[pair]! + 1 === offset;
  }

  /** How many pairs come before the first that `before` denies (binary search: `before` is true, then false). */
  private countPairs(before: (pair: number) => boolean): number {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function pairsOf(text: string): number[] {
  const pairs: number[] = [];
  for (let at = 0; at + 1 < text.length; at++) {
    if ((text.charCodeAt(at) & 0xfc00) !== 0xd800 || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) continue;
    pairs.push(at);
    at++;
  }
  return pairs;
}
