/**
 * Eigenvalues, largest first, and eigenvectors of a small symmetric matrix, by Jacobi's rotations.
 * @param symmetric row-major [size × size]; not changed
 * @returns vectors as columns of a row-major [size × size] matrix, each with its largest component positive
 * @see Golub & Van Loan, "Matrix Computations", section 8.5
 */
export function* eigenSymmetric(
  symmetric: Float64Array,
  size: number,
): Generator<void, { values: Float64Array; vectors: Float64Array }> {
  const a = symmetric.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  const scale = norm(a);
  const sweeps = 60;
  for (let sweep = 0; sweep < sweeps && offDiagonal(a, size) > 1e-13 * scale; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
      yield;
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j] - a[i * size + i]);
  const values = Float64Array.from(order, (i) => a[i * size + i]);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    let largest = 0;
    for (let r = 0; r < size; r++)
      if (Math.abs(v[r * size + from]) > Math.abs(largest)) largest = v[r * size + from];
    for (let r = 0; r < size; r++)
      vectors[r * size + to] = largest < 0 ? -v[r * size + from] : v[r * size + from];
  });
  return { values, vectors };
}

/** Makes a[p, q] zero by a rotation of the plane of p and q. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q];
  if (apq === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, cosine, sine);
}

function turn(m: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const x = m[i];
  const y = m[j];
  m[i] = cosine * x - sine * y;
  m[j] = sine * x + cosine * y;
}

function norm(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) sum += a[i * size + j] ** 2;
  return Math.sqrt(sum);
}
