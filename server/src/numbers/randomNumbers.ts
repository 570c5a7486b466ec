/**
 * Random numbers without state: each is a function of keys and a counter, so that a run can be repeated and resumed exactly.
 * @see Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", for the idea
 */

/** Bijective mixing of 32 bits with low bias (Wellons' lowbias32); the SIMD twin is in randomMask.as.ts. */
export function mix(x: number): number {
  x ^= x >>> 16;
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** One key of 32 bits from several whole numbers and strings; their order matters. */
export function mixKeys(...keys: (number | string)[]): number {
  let key = 0x9e3779b9;
  for (const part of keys) {
    for (const word of typeof part === 'string'
      ? [...new TextEncoder().encode(part), -1]
      : [part, Math.floor(part / 2 ** 32)]) {
      key = mix(Math.imul(key, 0x2545f491) ^ word);
    }
  }
  return key;
}

/** @returns a sequence of numbers in [0, 1), the same for the same keys */
export function randomSequence(...keys: (number | string)[]): () => number {
  const key0 = mixKeys(...keys, 0);
  const key1 = mixKeys(...keys, 1);
  let counter = 0;
  return () => mix(mix(counter++ ^ key0) ^ key1) / 2 ** 32;
}
