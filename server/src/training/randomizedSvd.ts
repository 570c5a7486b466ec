import { randomSequence } from '../numbers/randomNumbers';
import { eigenSymmetric } from './symmetricEigen';

/** Compressed sparse rows: the entries of row r stand at `rowStart[r]` to `rowStart[r + 1]` (excluded). */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float32Array;
}

export interface LeftSingularVectors {
  /** Row-major [rows × rank]. */
  readonly vectors: Float32Array;
  /** Singular values, largest first; 0 beyond the matrix's own rank. */
  readonly values: Float64Array;
}

/** More directions than asked for: what makes the last ones of the wanted exact. */
const oversampling = 16;

/**
 * The `rank` largest singular values of a sparse matrix with their left singular vectors, approximately. The work pauses every few milliseconds.
 * @param iterations power iterations; more sharpen the separation between neighbouring singular values
 * @see Halko, Martinsson & Tropp 2011, "Finding structure with randomness", algorithms 4.4 and 5.1
 */
export function* randomizedSvd(
  matrix: SparseMatrix,
  rank: number,
  iterations: number,
  seed: number,
): Generator<void, LeftSingularVectors> {
  const { rows, columns } = matrix;
  const sampled = Math.min(rank + oversampling, rows, columns);
  let range = yield* multiply(matrix, gaussian(columns * sampled, seed), sampled);
  yield* orthonormalise(range, sampled);
  for (let i = 0; i < iterations; i++) {
    range = yield* multiply(matrix, yield* multiplyTransposed(matrix, range, sampled), sampled);
    yield* orthonormalise(range, sampled);
  }
  // With Q the range, QᵀM has M's leading singular values; its Gram matrix is small enough to solve exactly.
  const projected = yield* multiplyTransposed(matrix, range, sampled);
  const { values, vectors } = yield* eigenSymmetric(yield* gram(projected, sampled), sampled);
  const result = { vectors: new Float32Array(rows * rank), values: new Float64Array(rank) };
  const kept = Math.min(rank, sampled);
  for (let k = 0; k < kept; k++) result.values[k] = Math.sqrt(Math.max(0, values[k]));
  yield* inBlocks(rows, (from, to) => {
    for (let r = from; r < to; r++) {
      for (let k = 0; k < kept; k++) {
        let sum = 0;
        for (let s = 0; s < sampled; s++) sum += range[r * sampled + s] * vectors[s * sampled + k];
        result.vectors[r * rank + k] = sum;
      }
    }
  });
  return result;
}

/** Rows that are worked on between two pauses. */
const block = 200;

/** Works through rows, the inner loops in a function of their own, where they are as fast as without pauses. */
function* inBlocks(rows: number, work: (from: number, to: number) => void): Generator<void> {
  for (let from = 0; from < rows; from += block) {
    work(from, Math.min(from + block, rows));
    yield;
  }
}

/** M · D for a dense row-major D [columns × width]. */
function* multiply(matrix: SparseMatrix, dense: Float32Array, width: number): Generator<void, Float32Array> {
  const product = new Float32Array(matrix.rows * width);
  yield* inBlocks(matrix.rows, (from, to) => multiplyRows(matrix, dense, width, product, from, to));
  return product;
}

function multiplyRows(
  { rowStart, column, value }: SparseMatrix,
  dense: Float32Array,
  width: number,
  product: Float32Array,
  fromRow: number,
  toRow: number,
): void {
  const sum = new Float64Array(width);
  for (let r = fromRow; r < toRow; r++) {
    sum.fill(0);
    for (let e = rowStart[r]; e < rowStart[r + 1]; e++) {
      const factor = value[e];
      const from = column[e] * width;
      for (let k = 0; k < width; k++) sum[k] += factor * dense[from + k];
    }
    product.set(sum, r * width);
  }
}

/** Mᵀ · D for a dense row-major D [rows × width]. */
function* multiplyTransposed(
  matrix: SparseMatrix,
  dense: Float32Array,
  width: number,
): Generator<void, Float32Array> {
  const product = new Float32Array(matrix.columns * width);
  yield* inBlocks(matrix.rows, (from, to) => addTransposedRows(matrix, dense, width, product, from, to));
  return product;
}

function addTransposedRows(
  { rowStart, column, value }: SparseMatrix,
  dense: Float32Array,
  width: number,
  product: Float32Array,
  fromRow: number,
  toRow: number,
): void {
  for (let r = fromRow; r < toRow; r++) {
    const from = r * width;
    for (let e = rowStart[r]; e < rowStart[r + 1]; e++) {
      const factor = value[e];
      const to = column[e] * width;
      for (let k = 0; k < width; k++) product[to + k] += factor * dense[from + k];
    }
  }
}

/** Dᵀ · D, symmetric, row-major [width × width]. */
function* gram(dense: Float32Array, width: number): Generator<void, Float64Array> {
  const product = new Float64Array(width * width);
  yield* inBlocks(dense.length / width, (from, to) =>
    addGram(dense.subarray(from * width, to * width), width, product),
  );
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) product[i * width + j] = product[j * width + i];
  return product;
}

/** The upper triangle. */
function addGram(dense: Float32Array, width: number, product: Float64Array): void {
  for (let from = 0; from < dense.length; from += width) {
    for (let i = 0; i < width; i++) {
      const factor = dense[from + i];
      if (factor === 0) continue;
      for (let j = i; j < width; j++) product[i * width + j] += factor * dense[from + j];
    }
  }
}

/**
 * An orthonormal basis of the columns of D, in place; columns that depend on others become zero.
 * Cholesky's factor of the Gram matrix does it in one pass over D, and a second round takes away the rounding of the first.
 * @see Yamamoto et al. 2015, "Roundoff error analysis of the CholeskyQR2 algorithm"
 */
function* orthonormalise(dense: Float32Array, width: number): Generator<void> {
  for (let round = 0; round < 2; round++) {
    const factor = cholesky(yield* gram(dense, width), width);
    yield* inBlocks(dense.length / width, (from, to) =>
      solveRows(dense.subarray(from * width, to * width), width, factor),
    );
  }
}

/** Each row of D times the inverse of Lᵀ, in place. */
function solveRows(dense: Float32Array, width: number, factor: Float64Array): void {
  const row = new Float64Array(width);
  for (let from = 0; from < dense.length; from += width) {
    for (let j = 0; j < width; j++) {
      const pivot = factor[j * width + j];
      let rest = dense[from + j];
      for (let i = 0; i < j; i++) rest -= row[i] * factor[j * width + i];
      row[j] = pivot === 0 ? 0 : rest / pivot;
    }
    dense.set(row, from);
  }
}

/** Lower triangular L with L·Lᵀ = G; where a pivot vanishes its column is zero. */
function cholesky(symmetric: Float64Array, width: number): Float64Array {
  const factor = new Float64Array(width * width);
  let largest = 0;
  for (let i = 0; i < width; i++) largest = Math.max(largest, symmetric[i * width + i]);
  for (let j = 0; j < width; j++) {
    let pivot = symmetric[j * width + j];
    for (let k = 0; k < j; k++) pivot -= factor[j * width + k] ** 2;
    if (pivot <= largest * 1e-11) continue;
    const root = Math.sqrt(pivot);
    factor[j * width + j] = root;
    for (let i = j + 1; i < width; i++) {
      let sum = symmetric[i * width + j];
      for (let k = 0; k < j; k++) sum -= factor[i * width + k] * factor[j * width + k];
      factor[i * width + j] = sum / root;
    }
  }
  return factor;
}

/** Independent standard normal numbers (Box and Muller). */
function gaussian(length: number, seed: number): Float32Array {
  const random = randomSequence('randomized SVD', seed);
  const numbers = new Float32Array(length);
  for (let i = 0; i < length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    numbers[i] = radius * Math.cos(angle);
    if (i + 1 < length) numbers[i + 1] = radius * Math.sin(angle);
  }
  return numbers;
}
