// Dot products of one vector with many. Compiled to ./dotProducts.wasm.

/**
 * Finds the vectors whose dot product with one vector is larger than `least`. Two are compared at a time: memory is what takes the time.
 * @param found gets the number and the product of each, two int32; there must be room for all
 * @param asked the one vector, `width` int16 from -127 to 127, a multiple of 16
 * @param vectors `width` signed bytes each, one behind the other; behind the last there must be as much to read
 * @param first those from this number up to, not including, `end` are compared
 * @returns how many were found
 */
export function productsAbove(
  least: i32,
  found: usize,
  asked: usize,
  vectors: usize,
  first: i32,
  end: i32,
  width: i32,
): i32 {
  const start = found;
  const askedEnd = asked + 2 * width;
  let at = vectors + first * width;
  for (let vector = first; vector < end; vector += 2) {
    let sums = i32x4.splat(0);
    let nextSums = i32x4.splat(0);
    for (let part = asked; part < askedEnd; part += 32) {
      const low = v128.load(part);
      const high = v128.load(part, 16);
      sums = i32x4.add(sums, i32x4.dot_i16x8_s(low, v128.load_ext<i8>(at)));
      nextSums = i32x4.add(nextSums, i32x4.dot_i16x8_s(low, v128.load_ext<i8>(at + width)));
      sums = i32x4.add(sums, i32x4.dot_i16x8_s(high, v128.load_ext<i8>(at, 8)));
      nextSums = i32x4.add(nextSums, i32x4.dot_i16x8_s(high, v128.load_ext<i8>(at + width, 8)));
      at += 16;
    }
    at += width;
    let both = i32x4.add(i32x4.shuffle(sums, nextSums, 0, 1, 4, 5), i32x4.shuffle(sums, nextSums, 2, 3, 6, 7));
    both = i32x4.add(both, i32x4.shuffle(both, both, 1, 0, 3, 2));
    const product = i32x4.extract_lane(both, 0);
    const nextProduct = i32x4.extract_lane(both, 2);
    if (product > least) {
      store<i32>(found, vector);
      store<i32>(found, product, 4);
      found += 8;
    }
    if (nextProduct > least && vector + 1 < end) {
      store<i32>(found, vector + 1);
      store<i32>(found, nextProduct, 4);
      found += 8;
    }
  }
  return ((found - start) as i32) / 8;
}
