import type { TermIndex } from '../index/termIndex';
import { keyHash } from '../names/hash';
import { KeptNumbers, samples } from './keptNumbers';
import type { NameLevel } from './levels';

const bucketBits = 16;
/** Names that are read between two pauses of building. */
const namesAStep = 1_000;

/** All names of an index by their keys at one level: hashes of the keys, and names sorted by the first bits of these. */
export class LevelTable {
  readonly #names: Uint32Array;
  readonly #bucketStart = new Uint32Array(2 ** bucketBits + 1);

  private constructor(
    private readonly index: TermIndex,
    private readonly level: NameLevel,
    private readonly hashes: Uint32Array,
  ) {
    const start = this.#bucketStart;
    for (const hash of hashes) start[bucketOf(hash) + 1]!++;
    for (let bucket = 0; bucket < 2 ** bucketBits; bucket++) start[bucket + 1]! += start[bucket]!;
    const next = start.slice();
    this.#names = new Uint32Array(hashes.length);
    for (let name = 0; name < hashes.length; name++) this.#names[next[bucketOf(hashes[name]!)]!++] = name;
  }

  /**
   * Builds in steps of a few milliseconds: between two of them the process may do something else.
   * @returns when it is done, the table
   */
  static *building(
    index: TermIndex,
    level: NameLevel,
    kept = new KeptNumbers(),
  ): Generator<void, LevelTable> {
    const hashOf = (name: number): number => keyHash(level.key(index.name(name)));
    const hashes = yield* kept.of(
      `${index.sha256()}-${level.id}`,
      Uint32Array,
      (found) =>
        found.length === index.nameCount &&
        [...samples(found.length)].every((name) => found[name] === hashOf(name)),
      function* () {
        const hashes = new Uint32Array(index.nameCount);
        for (let name = 0; name < index.nameCount; name++) {
          hashes[name] = hashOf(name);
          if (name % namesAStep === 0) yield;
        }
        return hashes;
      },
    );
    yield;
    return new LevelTable(index, level, hashes);
  }

  /** Numbers of the names that match `name` at this level, in order. */
  find(name: string): number[] {
    return this.findKey(this.level.key(name));
  }

  /** Numbers of the names that have this key, in order. */
  findKey(key: string): number[] {
    if (key === '') return [];
    const hash = keyHash(key);
    const bucket = bucketOf(hash);
    const found: number[] = [];
    for (let at = this.#bucketStart[bucket]!; at < this.#bucketStart[bucket + 1]!; at++) {
      const other = this.#names[at]!;
      if (this.hashes[other] === hash && this.level.key(this.index.name(other)) === key) found.push(other);
    }
    return found;
  }
}

const bucketOf = (hash: number): number => hash >>> (32 - bucketBits);
