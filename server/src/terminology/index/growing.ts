/** A typed array that grows at its end, so that millions of small things take no object each. */
export class GrowingNumbers {
  #items: Uint32Array = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = value;
  }

  get(at: number): number {
    return this.#items[at]!;
  }

  set(at: number, value: number): void {
    this.#items[at] = value;
  }

  /** A view of what is there; valid until the next push. */
  view(): Uint32Array {
    return this.#items.subarray(0, this.length);
  }
}

const firstBlock = 64 * 1024;
const laterBlocks = 4 * 1024 * 1024;

/**
 * Texts as UTF-8, one behind the other: strings cut out of a file's chunk would keep the whole chunk in memory. They lie in blocks, since a
 * buffer that grew as a whole would for a moment be there three times.
 */
export class GrowingText {
  #blocks: Buffer[] = [Buffer.allocUnsafe(firstBlock)];
  /** Where each block begins; of the same length as `#blocks`. */
  #starts: number[] = [0];
  #filled = 0;

  get length(): number {
    return this.#starts[this.#starts.length - 1]! + this.#filled;
  }

  push(text: string): void {
    const block = this.#blocks[this.#blocks.length - 1]!;
    if (text.length * 3 <= block.length - this.#filled) {
      this.#filled += block.write(text, this.#filled, 'utf8');
      return;
    }
    const bytes = Buffer.from(text, 'utf8');
    const fitting = Math.min(bytes.length, block.length - this.#filled);
    bytes.copy(block, this.#filled, 0, fitting);
    this.#filled += fitting;
    if (fitting === bytes.length) return;
    const next = Buffer.allocUnsafe(Math.max(laterBlocks, bytes.length));
    this.#starts.push(this.length);
    this.#blocks.push(next);
    this.#filled = bytes.copy(next, 0, fitting);
  }

  slice(start: number, end: number): string {
    const at = this.#blockAt(start);
    const begin = this.#starts[at]!;
    if (end <= begin + this.#blocks[at]!.length)
      return this.#blocks[at]!.toString('utf8', start - begin, end - begin);
    const pieces: Buffer[] = [];
    for (let i = at; i < this.#blocks.length && this.#starts[i]! < end; i++)
      pieces.push(this.#blocks[i]!.subarray(Math.max(0, start - this.#starts[i]!), end - this.#starts[i]!));
    return Buffer.concat(pieces).toString('utf8');
  }

  get byteLength(): number {
    return this.length;
  }

  /** Puts all of it at a place in `target`, and gives back what it was gathered in. */
  moveTo(target: Uint8Array, offset: number): void {
    const { length } = this;
    for (const [i, block] of this.#blocks.entries())
      target.set(block.subarray(0, length - this.#starts[i]!), offset + this.#starts[i]!);
    this.release();
  }

  /** Forgets everything. */
  release(): void {
    this.#blocks = [Buffer.alloc(0)];
    this.#starts = [0];
    this.#filled = 0;
  }

  #blockAt(position: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
