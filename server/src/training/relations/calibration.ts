import { randomSequence } from '../../numbers/randomNumbers';
import { bestThreshold, type Judged } from '../threshold';

/** How a head's score becomes a probability: sigmoid(slope · log odds + offset). */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

export const uncalibrated: Calibration = { slope: 1, offset: 0 };

const mostSteps = 50;
/** Draws slope and offset towards 1 and 0, as if so many pairs had said so: a few pairs must not make certainty. */
const prior = 1;

/**
 * The calibration under which scores tell best whether pairs are right, by Newton's method.
 * @see Platt 1999, "Probabilistic outputs for support vector machines"
 */
export function calibrate(judged: readonly Judged[]): Calibration {
  if (new Set(judged.map(({ right }) => right)).size < 2) return uncalibrated;
  const rows = judged.map(({ score, right }) => ({ x: logOdds(score), y: Number(right) }));
  let { slope, offset } = uncalibrated;
  for (let step = 0; step < mostSteps; step++) {
    let [ga, gb, haa, hab, hbb] = [prior * (slope - 1), prior * offset, prior, 0, prior];
    for (const { x, y } of rows) {
      const p = sigmoid(slope * x + offset);
      const weight = p * (1 - p);
      ga += (p - y) * x;
      gb += p - y;
      haa += weight * x * x;
      hab += weight * x;
      hbb += weight;
    }
    const determinant = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / determinant;
    const db = (haa * gb - hab * ga) / determinant;
    slope -= da;
    offset -= db;
    if (Math.abs(da) + Math.abs(db) < 1e-6) break;
  }
  // A head that knows nothing must not be read backwards.
  return slope > 0 && Number.isFinite(offset) ? { slope, offset } : uncalibrated;
}

export const calibrated = (score: number, { slope, offset }: Calibration): number =>
  sigmoid(slope * logOdds(score) + offset);

const draws = 50;

/**
 * The least probability to claim a relation for the best F1: the mean of the best thresholds of sets of documents that are drawn from the judged
 * ones with repetition. The F1 of one set has several peaks of nearly the same height, and which of them is the highest is chance.
 * In pieces of one set.
 * @param documents the judged pairs of each document
 * @param missed right pairs that are among none of them
 */
export function* steadyThreshold(
  documents: readonly (readonly Judged[])[],
  missed: number,
  seed: number,
): Generator<void, number> {
  const random = randomSequence(seed, 'threshold');
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    yield;
    const drawn = documents.flatMap(() => documents[Math.floor(random() * documents.length)]);
    sum += bestThreshold(drawn, missed).threshold;
  }
  return sum / draws;
}

/**
 * How far probabilities are from shares: pairs are put into ten groups of equal width by their probability, and the differences between mean
 * probability and share of the right ones are averaged over all pairs.
 */
export function calibrationError(judged: readonly Judged[], groups = 10): number {
  const sums = Array.from({ length: groups }, () => ({ score: 0, right: 0 }));
  for (const { score, right } of judged) {
    const group = sums[Math.min(groups - 1, Math.floor(score * groups))];
    group.score += score;
    group.right += Number(right);
  }
  return (
    sums.reduce((sum, { score, right }) => sum + Math.abs(score - right), 0) / Math.max(1, judged.length)
  );
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Float32 probabilities of 0 and 1 stand for what is nearly so. */
const logOdds = (score: number): number => {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, score));
  return Math.log(p / (1 - p));
};
