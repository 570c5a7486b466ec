import { emptyHash, extendHash, mixHash, secondPlace } from '../names/hash';
import type { KeyWord } from '../names/nameKey';
import { GrowingNumbers } from './growing';
import type { Sections } from './layout';

const atLeast = (size: number): number => 2 ** Math.ceil(Math.log2(Math.max(size, 32)));

/** Names by the hashes of their keys, and the filter over beginnings of keys. */
export class KeyTable {
  readonly #hashes = new GrowingNumbers();
  readonly #names = new GrowingNumbers();
  readonly #prefixes = new GrowingNumbers();

  /** @param words the words that `key` was made of */
  add(key: string, words: readonly KeyWord[], name: number): void {
    this.#hashes.push(mixHash(extendHash(emptyHash, key)));
    this.#names.push(name);
    let hash = emptyHash;
    for (let i = 0; i < words.length - 1; i++) {
      hash = extendHash(hash, words[i]!.key);
      this.#prefixes.push(mixHash(hash));
    }
  }

  sections(): Pick<Sections, 'bucketStart' | 'bucketName' | 'bucketMark' | 'prefixBits'> {
    const hashes = this.#hashes.view();
    const buckets = atLeast(hashes.length / 2);
    const bucketStart = new Uint32Array(buckets + 1);
    for (const hash of hashes) bucketStart[(hash & (buckets - 1)) + 1]!++;
    for (let i = 0; i < buckets; i++) bucketStart[i + 1]! += bucketStart[i]!;
    const next = bucketStart.slice();
    const bucketName = new Uint32Array(hashes.length);
    const bucketMark = new Uint8Array(hashes.length);
    for (const [i, hash] of hashes.entries()) {
      const entry = next[hash & (buckets - 1)]!++;
      bucketName[entry] = this.#names.get(i);
      bucketMark[entry] = hash >>> 24;
    }
    return { bucketStart, bucketName, bucketMark, prefixBits: this.#filter() };
  }

  /** Ten bits a beginning: about one in thirty that is none passes. */
  #filter(): Uint32Array {
    const sorted = this.#prefixes.view().slice().sort();
    const distinct = sorted.filter((hash, i) => i === 0 || hash !== sorted[i - 1]);
    const bits = new Uint32Array(atLeast(distinct.length * 10) / 32);
    const mask = bits.length * 32 - 1;
    for (const hash of distinct) {
      for (const place of [hash & mask, secondPlace(hash) & mask]) bits[place >>> 5]! |= 1 << (place & 31);
    }
    return bits;
  }
}
