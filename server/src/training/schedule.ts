/**
 * Learning rate of a step: rises linearly over the warm-up, then falls linearly to a share of its highest value at the last step.
 * @param step counted from 0
 */
export function learningRate(
  step: number,
  steps: number,
  { rate, warmUpSteps, finalShare }: { rate: number; warmUpSteps: number; finalShare: number },
): number {
  if (step < warmUpSteps) return (rate * (step + 1)) / warmUpSteps;
  const done = (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
  return rate * (1 - (1 - finalShare) * Math.min(1, done));
}
