import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSequence } from '../../../server/src/numbers/randomNumbers';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { randomizedSvd, type SparseMatrix } from '../../../server/src/training/randomizedSvd';
import { eigenSymmetric } from '../../../server/src/training/symmetricEigen';

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])));
  const rowStart = [0];
  for (const row of entries) rowStart.push(rowStart.at(-1)! + row.length);
  const flat = entries.flat();
  return {
    rows: rows.length,
    columns: rows[0].length,
    rowStart: Int32Array.from(rowStart),
    column: Int32Array.from(flat, ({ column }) => column),
    value: Float32Array.from(flat, ({ value }) => value),
  };
}

const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

/** A random matrix with the singular values given: rotations of a diagonal by random Householder reflections. */
function withSingularValues(rows: number, columns: number, values: readonly number[]): number[][] {
  const random = randomSequence('matrix', rows, columns);
  const reflector = (size: number): number[] => {
    const vector = Array.from({ length: size }, () => random() - 0.5);
    const norm = Math.hypot(...vector);
    return vector.map((x) => x / norm);
  };
  const matrix = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => (r === c ? (values[r] ?? 0) : 0)),
  );
  for (let round = 0; round < 3; round++) {
    const u = reflector(rows);
    const v = reflector(columns);
    for (let c = 0; c < columns; c++) {
      const dot = u.reduce((sum, x, r) => sum + x * matrix[r][c], 0);
      for (let r = 0; r < rows; r++) matrix[r][c] -= 2 * dot * u[r];
    }
    for (const row of matrix) {
      const dot = v.reduce((sum, x, c) => sum + x * row[c], 0);
      for (let c = 0; c < columns; c++) row[c] -= 2 * dot * v[c];
    }
  }
  return matrix;
}

test('eigenvalues come largest first and satisfy A·v = λ·v', () => {
  const a = Float64Array.of(4, 1, -2, 1, 2, 0, -2, 0, 3);
  const { values, vectors } = finished(eigenSymmetric(a, 3));
  assert.ok(values[0] > values[1] && values[1] > values[2]);
  near(values[0] + values[1] + values[2], 9, 1e-12);
  for (let k = 0; k < 3; k++) {
    for (let r = 0; r < 3; r++) {
      const product = [0, 1, 2].reduce((sum, c) => sum + a[r * 3 + c] * vectors[c * 3 + k], 0);
      near(product, values[k] * vectors[r * 3 + k], 1e-12);
    }
  }
});

test('singular values and vectors of a matrix whose ones are known', () => {
  const known = [50, 40, 31, 25, 20, ...Array.from({ length: 35 }, (_, i) => 10 * 0.9 ** i)];
  const matrix = withSingularValues(60, 80, known);
  const { values, vectors } = finished(randomizedSvd(sparse(matrix), 5, 3, 1));
  for (let k = 0; k < 5; k++) {
    near(values[k], known[k], 1e-3);
    // |uᵀM| is the singular value of u if and only if u is a left singular vector (up to those of equal value).
    const product = matrix[0].map((_, c) =>
      matrix.reduce((sum, row, r) => sum + vectors[r * 5 + k] * row[c], 0),
    );
    near(Math.hypot(...product), known[k], 1e-2);
    near(Math.hypot(...matrix.map((_, r) => vectors[r * 5 + k])), 1, 1e-4);
  }
});

test('a matrix of lower rank than asked for has zeros beyond it', () => {
  const { values, vectors } = finished(
    randomizedSvd(
      sparse([
        [1, 2, 0],
        [2, 4, 0],
        [0, 0, 3],
        [0, 0, 0],
      ]),
      6,
      3,
      1,
    ),
  );
  near(values[0], 5, 1e-5);
  near(values[1], 3, 1e-5);
  for (const value of values.subarray(2)) near(value, 0, 1e-3);
  assert.ok(vectors.every(Number.isFinite));
});

test('the same seed gives the same numbers to the bit', () => {
  const matrix = sparse(withSingularValues(40, 30, [9, 7, 5, 3, 2, 1]));
  assert.deepEqual(finished(randomizedSvd(matrix, 4, 2, 7)), finished(randomizedSvd(matrix, 4, 2, 7)));
});
