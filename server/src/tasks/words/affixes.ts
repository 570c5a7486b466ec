/** Prefixes of 3, 4 and 5 UTF-16 units, then suffixes of the same lengths. */
const lengths = [3, 4, 5] as const;

export const affixesPerWord = 2 * lengths.length;

/**
 * Writes the buckets of a word's prefixes and suffixes, `affixesPerWord` numbers from `target[at]`.
 *
 * Unknown words are read by their ends ("-itis", "-mycin", "hyper-"), and hashing needs no list of them. Bucket 0 means that the
 * word is shorter than the affix; the others share 1 to `buckets` − 1.
 * @param lower the word in lower case
 */
export function writeAffixes(lower: string, buckets: number, target: Int32Array, at: number): void {
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i];
    const fits = lower.length >= length;
    target[at + i] = fits ? bucket(lower, 0, length, prefixSeed + i, buckets) : 0;
    target[at + lengths.length + i] = fits
      ? bucket(lower, lower.length - length, length, suffixSeed + i, buckets)
      : 0;
  }
}

// Part of every trained model: a change here silently scrambles the affixes of all of them.
const prefixSeed = 0x9747b28c;
const suffixSeed = 0x3c6ef372;

function bucket(text: string, start: number, length: number, seed: number, buckets: number): number {
  return 1 + (hashUnits(text, start, start + length, seed) % (buckets - 1));
}

/**
 * 32-bit FNV-1a over the low and high bytes of the UTF-16 units from `start` to `end`, closed by MurmurHash3's finaliser, since the
 * low bits of plain FNV are weak on strings this short. Stable for ever: models depend on it.
 * @see Fowler, Noll & Vo, "The FNV Non-Cryptographic Hash Algorithm"; Appleby, MurmurHash3 (fmix32)
 */
export function hashUnits(text: string, start: number, end: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
