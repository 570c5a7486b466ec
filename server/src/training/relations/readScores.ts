import type { RelationType } from '../../tasks/modelConfig';
import { inSlices, type Turn } from '../../terminology/candidates/slices';
import type { Judged } from '../threshold';
import { type Calibration, calibrate, calibrated, calibrationError, steadyThreshold } from './calibration';
import type { RelationExample } from './relationExamples';

/** How the scores of one type are to be read, by the pairs of all folds. @param turn before each slice of work */
export async function readScores(
  { name }: RelationType,
  judged: readonly { readonly example: RelationExample; readonly scores: Float32Array }[],
  missed: number,
  seed: number,
  { tell, turn }: { readonly tell: (line: string) => void; readonly turn: Turn },
): Promise<Calibration & { readonly threshold: number }> {
  const documents = judged.map(({ example, scores }) =>
    example.related.map((right, i): Judged => ({ score: scores[i], right })),
  );
  const calibration = calibrate(documents.flat());
  const probable = documents.map((pairs) =>
    pairs.map(({ score, right }) => ({ score: calibrated(score, calibration), right })),
  );
  // A pair that the text does not join is never claimed.
  const claimable = probable.map((pairs, i) => pairs.filter((_, pair) => judged[i].example.joined[pair]));
  const unjoined = probable.flat().filter(({ right }) => right).length - rightOf(claimable.flat());
  const threshold = await inSlices(steadyThreshold(claimable, missed + unjoined, seed), turn);
  const claimed = claimable.flat().filter(({ score }) => score >= threshold);
  const total = rightOf(claimable.flat()) + missed + unjoined;
  tell(
    [
      `${name}: ${probable.flat().length} pairs of held-out folds`,
      `F1 ${((2 * rightOf(claimed)) / Math.max(1, claimed.length + total)).toFixed(3)} from a probability of ${threshold.toFixed(3)}`,
      `calibration error ${calibrationError(documents.flat()).toFixed(3)} before and ${calibrationError(probable.flat()).toFixed(3)} after`,
    ].join(', '),
  );
  return { ...calibration, threshold };
}

const rightOf = (judged: readonly Judged[]): number => judged.filter(({ right }) => right).length;
