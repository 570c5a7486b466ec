import { placedWords, sharedRun } from '../../text/comparedWords';
import type { Span } from '../../text/span';

/** Runs of words as pairs of 32-bit hashes: with 64 bits, that two of ten million different runs are taken for one has a chance of 1 in 400,000. */
export interface ComparedText {
  /** One entry for each run of `sharedRun` words, in order; none where the text is shorter. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Of all words; equal for texts that differ in nothing that is compared. */
  readonly whole: readonly [number, number];
  readonly words: readonly Span[];
}

/** Odd factors of the rolling hashes, as of a polynomial modulo 2³². @see Karp & Rabin 1987 */
const factors = [0x9e3779b1, 0x85ebca77] as const;
const outgoing = factors.map((factor) => power(factor, sharedRun));

export function comparedText(text: string): ComparedText {
  const words: Span[] = [];
  const hashes: [number[], number[]] = [[], []];
  for (const { word, start, end } of placedWords(text)) {
    words.push({ start, end });
    hashes[0].push(hash(word, 0x811c9dc5));
    hashes[1].push(hash(word, 0x2f0b4c47));
  }
  return {
    first: runs(hashes[0], 0),
    second: runs(hashes[1], 1),
    whole: [over(hashes[0], 0), over(hashes[1], 1)],
    words,
  };
}

/** FNV-1a over UTF-16 units, from a start that tells the two hashes apart, and mixed at the end. */
function hash(word: string, start: number): number {
  let value = start;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
}

function runs(hashes: readonly number[], which: 0 | 1): Uint32Array {
  const rolled = new Uint32Array(Math.max(0, hashes.length - sharedRun + 1));
  let value = 0;
  for (let i = 0; i < hashes.length; i++) {
    value = Math.imul(value, factors[which]) + hashes[i];
    if (i >= sharedRun) value -= Math.imul(outgoing[which], hashes[i - sharedRun]);
    if (i >= sharedRun - 1) rolled[i - sharedRun + 1] = value;
  }
  return rolled;
}

/** Begins elsewhere than a run does, so that a text of `sharedRun` words is no run of itself. */
const over = (hashes: readonly number[], which: 0 | 1): number =>
  hashes.reduce((value, each) => (Math.imul(value, factors[which]) + each) >>> 0, hashes.length);

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}
