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

/** Texts as UTF-8, one behind the other: strings cut out of a file's chunk would keep the whole chunk in memory. */
export class GrowingText {
  #bytes: Buffer = Buffer.allocUnsafe(64 * 1024);
  length = 0;

  push(text: string): void {
    const most = text.length * 3;
    if (this.length + most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.length + most));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    this.length += this.#bytes.write(text, this.length, 'utf8');
  }

  slice(start: number, end: number): string {
    return this.#bytes.toString('utf8', start, end);
  }

  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}
