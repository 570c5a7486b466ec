/** Precision, recall and F1, from 0 to 1 with four decimals, and the counts they come from. */
export interface Figures {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Counts of hits and misses that are added up over documents. */
export class Tally {
  private tp = 0;
  private fp = 0;
  private fn = 0;

  /** Compares two sets of keys. */
  compare(gold: ReadonlySet<string>, predicted: ReadonlySet<string>): void {
    let hits = 0;
    for (const key of predicted) if (gold.has(key)) hits++;
    this.tp += hits;
    this.fp += predicted.size - hits;
    this.fn += gold.size - hits;
  }

  add({ tp, fp, fn }: Tally): void {
    this.tp += tp;
    this.fp += fp;
    this.fn += fn;
  }

  figures(): Figures {
    const { tp, fp, fn } = this;
    const p = tp + fp > 0 ? tp / (tp + fp) : 0;
    const r = tp + fn > 0 ? tp / (tp + fn) : 0;
    const f1 = p + r > 0 ? (2 * p * r) / (p + r) : 0;
    return { p: fourDecimals(p), r: fourDecimals(r), f1: fourDecimals(f1), tp, fp, fn };
  }
}

/** Rounds a number from 0 to 1 to four decimals, a tie to the even digit, as IEEE 754 and Python's `round` do. */
export function fourDecimals(value: number): number {
  // Only odd multiples of 1/32 lie exactly between two numbers of four decimals.
  const isTie = (value * 32) % 2 === 1;
  if (!isTie) return Number(value.toFixed(4));
  const below = Math.floor(value * 10_000);
  return (below % 2 === 0 ? below : below + 1) / 10_000;
}
