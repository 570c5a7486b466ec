/** Numbers the hashes that are put into it: 0 for the first, 1 for the next. A `Map` of as many would take several times as long. */
export class HashTable {
  /** Places by hash; where one is taken the next is looked at. */
  private hashes = new Int32Array(2 ** 17);
  /** 1 + the number of the hash at a place; 0 where there is none. */
  private numbers = new Uint32Array(2 ** 17);
  private count = 0;

  /** The number of a hash, or -1. */
  find(hash: number): number {
    return this.numbers[this.placeOf(hash)] - 1;
  }

  /** The number of a hash, which is put in where it is not there. */
  add(hash: number): number {
    const place = this.placeOf(hash);
    if (this.numbers[place] > 0) return this.numbers[place] - 1;
    this.hashes[place] = hash;
    this.numbers[place] = ++this.count;
    if (2 * this.count > this.numbers.length) this.grow();
    return this.count - 1;
  }

  /** Where the hash is, or where it would be put. */
  private placeOf(hash: number): number {
    const { hashes, numbers } = this;
    const mask = numbers.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    while (numbers[place] > 0 && hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const { hashes, numbers } = this;
    this.hashes = new Int32Array(2 * hashes.length);
    this.numbers = new Uint32Array(2 * numbers.length);
    for (let place = 0; place < numbers.length; place++) {
      if (numbers[place] === 0) continue;
      const free = this.placeOf(hashes[place]);
      this.hashes[free] = hashes[place];
      this.numbers[free] = numbers[place];
    }
  }
}
