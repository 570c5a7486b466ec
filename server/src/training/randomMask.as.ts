// Dropout masks from a counter: element i depends on the key and on i alone. Compiled to ./randomMask.wasm.

/** Bijective mixing of 32 bits with low bias (multipliers by Chris Wellons' search, "lowbias32"), four at a time. */
// @ts-ignore: decorator
@inline
function mix(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x21f0aaad));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x735a2d97));
  return v128.xor(x, i32x4.shr_u(x, 15));
}

/**
 * Writes `count` floats (a multiple of 8), each `value` with probability threshold / 2¹⁶, otherwise 0: one random word of 32 bits
 * serves two elements. Two rounds of mixing with a key word before each, so that neighbouring keys give unrelated masks.
 */
export function fillMask(target: usize, count: i32, key0: i32, key1: i32, threshold: u32, value: f32): void {
  const key0s = i32x4.splat(key0);
  const key1s = i32x4.splat(key1);
  const thresholds = i32x4.splat(threshold);
  const values = f32x4.splat(value);
  const fours = i32x4.splat(4);
  const low16 = i32x4.splat(0xffff);
  let index = i32x4(0, 1, 2, 3);
  const end = target + (<usize>count << 2);
  for (let at = target; at < end; at += 32) {
    const random = mix(v128.xor(mix(v128.xor(index, key0s)), key1s));
    v128.store(at, v128.and(i32x4.lt_s(v128.and(random, low16), thresholds), values));
    v128.store(at, v128.and(i32x4.lt_s(i32x4.shr_u(random, 16), thresholds), values), 16);
    index = i32x4.add(index, fours);
  }
}
