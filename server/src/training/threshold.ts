/** A candidate with its score and whether it is true. */
export interface Judged {
  readonly score: number;
  readonly right: boolean;
}

/**
 * The least score to accept for the best F1.
 * @param missed true ones that are not among the candidates, and so are missed whatever the threshold is
 * @returns a threshold halfway between two scores, and the F1 it gives; 0.5 where nothing is right
 */
export function bestThreshold(judged: readonly Judged[], missed: number): { threshold: number; f1: number } {
  const sorted = [...judged].sort((a, b) => b.score - a.score);
  const total = judged.filter(({ right }) => right).length + missed;
  let best = { threshold: 0.5, f1: 0 };
  let found = 0;
  sorted.forEach(({ score, right }, i) => {
    if (right) found++;
    const next = sorted[i + 1]?.score ?? 0;
    const f1 = (2 * found) / (i + 1 + total);
    if (next < score && f1 > best.f1) best = { threshold: (score + next) / 2, f1 };
  });
  return best;
}
