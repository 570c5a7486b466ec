import type { TermIndex } from '../index/termIndex';
import { keyHash } from '../names/hash';
import type { NameLevel } from './levels';

/** All names of an index by their keys at one level, as two sorted arrays. */
export class LevelTable {
  readonly #hashes: Uint32Array;
  readonly #names: Uint32Array;

  constructor(
    private readonly index: TermIndex,
    private readonly level: NameLevel,
  ) {
    const hashes = new Uint32Array(index.nameCount);
    for (let name = 0; name < index.nameCount; name++) hashes[name] = keyHash(level.key(index.name(name)));
    const order = Uint32Array.from(hashes, (_, name) => name).sort(
      (a, b) => hashes[a]! - hashes[b]! || a - b,
    );
    this.#names = order;
    this.#hashes = order.map((name) => hashes[name]!);
  }

  /** Numbers of the names that match `name` at this level, in order. */
  find(name: string): number[] {
    const key = this.level.key(name);
    if (key === '') return [];
    const hash = keyHash(key);
    let low = 0;
    let high = this.#hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#hashes[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low; this.#hashes[at] === hash; at++) {
      const other = this.#names[at]!;
      if (this.level.key(this.index.name(other)) === key) found.push(other);
    }
    return found;
  }
}
