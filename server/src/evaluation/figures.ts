/** Precision, recall and F1, from 0 to 1 with four decimals, and the counts they come from. */
export interface Figures {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** What is right, claimed in vain, and missing. */
export interface Hits {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Hits of each document by its place in the corpus: their sums are figures, and sums over documents drawn at random tell how sure these are. */
export class Tally {
  readonly tp: Int32Array;
  readonly fp: Int32Array;
  readonly fn: Int32Array;

  /** @param documents how many there are; nothing is counted in any of them yet */
  constructor(readonly documents: number) {
    this.tp = new Int32Array(documents);
    this.fp = new Int32Array(documents);
    this.fn = new Int32Array(documents);
  }

  /** Compares two sets of keys. */
  compare(document: number, gold: ReadonlySet<string>, predicted: ReadonlySet<string>): void {
    let tp = 0;
    for (const key of predicted) if (gold.has(key)) tp++;
    this.count(document, { tp, fp: predicted.size - tp, fn: gold.size - tp });
  }

  count(document: number, { tp, fp, fn }: Hits): void {
    this.tp[document] += tp;
    this.fp[document] += fp;
    this.fn[document] += fn;
  }

  /** @param other a tally of the same documents */
  add(other: Tally): void {
    for (let document = 0; document < this.documents; document++)
      this.count(document, {
        tp: other.tp[document],
        fp: other.fp[document],
        fn: other.fn[document],
      });
  }

  get hits(): Hits {
    const sum = (counts: Int32Array) => counts.reduce((total, count) => total + count, 0);
    return { tp: sum(this.tp), fp: sum(this.fp), fn: sum(this.fn) };
  }

  figures(): Figures {
    const { hits } = this;
    const { p, r, f1 } = shares(hits);
    return { p: fourDecimals(p), r: fourDecimals(r), f1: fourDecimals(f1), ...hits };
  }
}

/** Precision, recall and F1 from 0 to 1, not rounded; 0 where there is nothing to divide by. */
export function shares({ tp, fp, fn }: Hits): {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
} {
  const p = tp + fp > 0 ? tp / (tp + fp) : 0;
  const r = tp + fn > 0 ? tp / (tp + fn) : 0;
  return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
}

/** Rounds a number from -1 to 1 to four decimals, a tie to the even digit, as IEEE 754 and Python's `round` do. */
export function fourDecimals(value: number): number {
  if (value < 0) return -fourDecimals(-value);
  // Only odd multiples of 1/32 lie exactly between two numbers of four decimals.
  const isTie = (value * 32) % 2 === 1;
  if (!isTie) return Number(value.toFixed(4));
  const below = Math.floor(value * 10_000);
  return (below % 2 === 0 ? below : below + 1) / 10_000;
}
