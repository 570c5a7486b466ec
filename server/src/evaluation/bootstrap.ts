import { randomSequence } from '../numbers/randomNumbers';
import type { Count } from './count';
import { type Hits, shares, type Tally } from './figures';

/** Two bounds of a share, or of a difference of shares, the lower first. */
export type Interval = readonly [low: number, high: number];

/** 95 % intervals of one count's precision, recall and F1; of a share, `r` is the share. */
export interface Intervals {
  readonly p: Interval;
  readonly r: Interval;
  readonly f1: Interval;
}

/** What another scored side differs by: the share or F1 of this one less that of the other. */
export interface Difference {
  readonly difference: number;
  readonly interval: Interval;
  /** How often a difference at least as large comes by chance alone where the two are equally good; 0 to 1. */
  readonly p: number;
}

/** So many times documents are drawn. */
export const usualDraws = 2000;

/** The part of draws that lies outside an interval, at each of its ends. */
const tail = 0.025;

/**
 * Documents drawn with repetition, again and again: how often each of them is in each draw. The same for the same seed, and so the same documents
 * for every figure that is asked of them.
 * @see Efron & Tibshirani 1993, "An introduction to the bootstrap", chapters 6 and 13 (percentile intervals)
 */
export class Bootstrap {
  readonly #draws: readonly Uint8Array[];

  /** @param documents how many the corpus has. That one of them is drawn more than 255 times at once does not happen. */
  constructor(documents: number, seed: number, draws = usualDraws) {
    const random = randomSequence('bootstrap', seed);
    this.#draws = Array.from({ length: draws }, () => {
      const times = new Uint8Array(documents);
      for (let drawn = 0; drawn < documents; drawn++) times[Math.floor(random() * documents)]++;
      return times;
    });
  }

  intervals({ tally }: Count): Intervals {
    const drawn = this.#draws.map((times) => shares(drawnHits(tally, times)));
    const of = (which: 'p' | 'r' | 'f1') => percentiles(drawn.map((each) => each[which]));
    return { p: of('p'), r: of('r'), f1: of('f1') };
  }

  /**
   * Compares two sides on the same drawn documents.
   * @returns p from how far the differences of draws lie from the observed one: as far as that lies from none, or farther
   * @see Berg-Kirkpatrick, Burkett & Klein 2012, "An empirical investigation of statistical significance in NLP", section 2
   */
  difference({ form, tally }: Count, other: Tally): Difference {
    const value = (hits: Hits) => shares(hits)[form === 'share' ? 'r' : 'f1'];
    const observed = value(tally.hits) - value(other.hits);
    const drawn = this.#draws.map((times) => value(drawnHits(tally, times)) - value(drawnHits(other, times)));
    // Sums of the same fractions in another order differ in their last bits.
    const asFar = drawn.filter((each) => Math.abs(each - observed) >= Math.abs(observed) - 1e-12).length;
    return { difference: observed, interval: percentiles(drawn), p: (asFar + 1) / (drawn.length + 1) };
  }
}

function drawnHits(tally: Tally, times: Uint8Array): Hits {
  let [tp, fp, fn] = [0, 0, 0];
  for (let document = 0; document < times.length; document++) {
    const count = times[document];
    if (count === 0) continue;
    tp += count * tally.tp[document];
    fp += count * tally.fp[document];
    fn += count * tally.fn[document];
  }
  return { tp, fp, fn };
}

function percentiles(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return [at(tail), at(1 - tail)];
}
