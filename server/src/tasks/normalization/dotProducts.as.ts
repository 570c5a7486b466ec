// Dot products of one vector of bytes with many. Compiled to ./dotProducts.wasm.

/**
 * For each of `count` vectors of `width` signed bytes (a multiple of 16), one behind the other from `vectors` on, its dot product with the
 * vector at `asked`, as an int32 from `target` on.
 */
export function dotProducts(target: usize, asked: usize, vectors: usize, count: i32, width: i32): void {
  for (let i = 0; i < count; i++) {
    let sums = i32x4.splat(0);
    for (let at = 0; at < width; at += 16) {
      const a = v128.load(asked + at);
      const b = v128.load(vectors + at);
      sums = i32x4.add(
        sums,
        i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(a), i16x8.extend_low_i8x16_s(b)),
      );
      sums = i32x4.add(
        sums,
        i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(a), i16x8.extend_high_i8x16_s(b)),
      );
    }
    const sum =
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      i32x4.extract_lane(sums, 2) +
      i32x4.extract_lane(sums, 3);
    store<i32>(target, sum);
    target += 4;
    vectors += width;
  }
}
