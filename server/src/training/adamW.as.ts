// The optimizer's arithmetic over float32 arrays in one WebAssembly memory. Compiled to ./adamW.wasm; adamW.ts says what is what.
// Addresses are in bytes and divisible by 16, counts are elements and divisible by 4.

/** Sum of squares, added up in double precision and always in the same order. */
export function sumOfSquares(values: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = values + (<usize>count << 2);
  for (let at = values; at < end; at += 16) {
    const four = v128.load(at);
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** target ← source · factor */
export function scale(target: usize, source: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) v128.store(target + at, f32x4.mul(v128.load(source + at), factors));
}

/** target ← target · keep + source · factor */
export function blend(target: usize, source: usize, count: i32, keep: f32, factor: f32): void {
  const keeps = f32x4.splat(keep);
  const factors = f32x4.splat(factor);
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const kept = f32x4.mul(v128.load(target + at), keeps);
    v128.store(target + at, f32x4.add(kept, f32x4.mul(v128.load(source + at), factors)));
  }
}

/** One AdamW update of `count` weights; `meanRate` is rate / (1 − β₁ᵗ), `squareCorrection` is 1 / √(1 − β₂ᵗ). */
export function adamW(
  weights: usize, gradients: usize, means: usize, squares: usize, count: i32,
  gradientScale: f32, beta1: f32, beta2: f32, epsilon: f32,
  meanRate: f32, squareCorrection: f32, keep: f32,
): void {
  const scales = f32x4.splat(gradientScale);
  const beta1s = f32x4.splat(beta1);
  const beta2s = f32x4.splat(beta2);
  const rest1s = f32x4.splat(1 - beta1);
  const rest2s = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon);
  const rates = f32x4.splat(meanRate);
  const corrections = f32x4.splat(squareCorrection);
  const keeps = f32x4.splat(keep);
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const gradient = f32x4.mul(v128.load(gradients + at), scales);
    const mean = f32x4.add(f32x4.mul(v128.load(means + at), beta1s), f32x4.mul(gradient, rest1s));
    const square = f32x4.add(f32x4.mul(v128.load(squares + at), beta2s), f32x4.mul(f32x4.mul(gradient, gradient), rest2s));
    v128.store(means + at, mean);
    v128.store(squares + at, square);
    const spread = f32x4.add(f32x4.mul(f32x4.sqrt(square), corrections), epsilons);
    const change = f32x4.div(f32x4.mul(mean, rates), spread);
    v128.store(weights + at, f32x4.sub(f32x4.mul(v128.load(weights + at), keeps), change));
  }
}
