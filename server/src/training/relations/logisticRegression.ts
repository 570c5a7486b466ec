/** Rows of few numbers that are not 0, one after another: row r has `columns` and `values` from `starts[r]` up to, not including, `starts[r + 1]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

export interface LogisticTask {
  readonly rows: SparseRows;
  /** 1 or 0 a row. */
  readonly targets: Float32Array;
  /** How much each row counts, against a squared distance of 1 of the weights from where they begin. */
  readonly rowWeights: Float32Array;
}

const mostSteps = 200;
/** Learning ends when the gradient is so much smaller than at the beginning. */
const flat = 1e-3;
const remembered = 8;
/** Of some thousand rows the slope is a matter of milliseconds. */
const rowsAtOnce = 2048;

/**
 * The weights w that minimise Σ rowWeight · −log P(target) + ½ ‖w − begin‖², where P(1) = sigmoid(w · row): there is one answer, and
 * nothing is drawn. By L-BFGS, in pieces of some milliseconds.
 * @param begin one number a column
 * @see Nocedal & Wright 2006, "Numerical optimization", algorithms 7.4 and 3.1
 */
export function* logisticRegression(task: LogisticTask, begin: Float32Array): Generator<void, Float32Array> {
  let weights = Float64Array.from(begin);
  let { loss, gradient } = yield* slopeAt(task, weights, begin);
  const goal = flat * norm(gradient);
  const changes: { step: Float64Array; bend: Float64Array; product: number }[] = [];
  for (let count = 0; count < mostSteps && norm(gradient) > goal; count++) {
    const direction = gradient.map((value) => -value);
    const shares: number[] = [];
    for (const { step, bend, product } of [...changes].reverse()) {
      const share = dot(step, direction) / product;
      shares.unshift(share);
      addTo(direction, bend, -share);
    }
    const last = changes.at(-1);
    const size = last ? last.product / dot(last.bend, last.bend) : 1 / norm(gradient);
    for (let i = 0; i < direction.length; i++) direction[i] *= size;
    changes.forEach(({ step, bend, product }, i) => {
      addTo(direction, step, shares[i] - dot(bend, direction) / product);
    });
    const descent = dot(gradient, direction);
    for (let length = 1; ; length /= 2) {
      const next = weights.slice();
      addTo(next, direction, length);
      const there = yield* slopeAt(task, next, begin);
      // Numbers that are too small to tell apart end the search, and with it the learning.
      if (length < 1e-6) return Float32Array.from(weights);
      if (there.loss > loss + 1e-4 * length * descent) continue;
      const step = next.map((value, i) => value - weights[i]);
      const bend = there.gradient.map((value, i) => value - gradient[i]);
      changes.push({ step, bend, product: dot(step, bend) });
      if (changes.length > remembered) changes.shift();
      [weights, loss, gradient] = [next, there.loss, there.gradient];
      break;
    }
  }
  return Float32Array.from(weights);
}

function* slopeAt(
  { rows, targets, rowWeights }: LogisticTask,
  weights: Float64Array,
  begin: Float32Array,
): Generator<void, { loss: number; gradient: Float64Array }> {
  let loss = 0;
  const gradient = weights.map((value, i) => value - begin[i]);
  for (const difference of gradient) loss += (difference * difference) / 2;
  const { starts, columns, values } = rows;
  for (let row = 0; row < targets.length; row++) {
    if (row % rowsAtOnce === 0) yield;
    let score = 0;
    for (let at = starts[row]; at < starts[row + 1]; at++) score += values[at] * weights[columns[at]];
    const likely = 1 / (1 + Math.exp(-score));
    const softplus = Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
    loss += rowWeights[row] * (softplus - targets[row] * score);
    const slope = rowWeights[row] * (likely - targets[row]);
    for (let at = starts[row]; at < starts[row + 1]; at++) gradient[columns[at]] += slope * values[at];
  }
  return { loss, gradient };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

function addTo(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] += factor * source[i];
}
