import { createHash } from 'node:crypto';
import type { NameEncoderSize } from './nameEncoderNetwork';
import { nameFeatures } from './nameFeatures';

/** Turns names into vectors as the graph of `encodeNames` does. Names are short and come one at a time: plain sums are faster than a session. */
export class NameEncoder {
  readonly #buckets: number;

  /** @param rows the network's table, [buckets, width] */
  constructor(
    private readonly rows: Float32Array,
    readonly width: number,
  ) {
    this.#buckets = rows.length / width;
  }

  get size(): NameEncoderSize {
    return { buckets: this.#buckets, width: this.width };
  }

  /** SHA-256 of the table in hexadecimal digits: some milliseconds. */
  sha256(): string {
    const { buffer, byteOffset, byteLength } = this.rows;
    return createHash('sha256')
      .update(new Uint8Array(buffer, byteOffset, byteLength))
      .digest('hex');
  }

  /** @returns a vector of length 1; of length 0 for a name without a letter or digit */
  encode(name: string): Float32Array {
    const { rows, width } = this;
    const sum = new Float32Array(width);
    for (const place of nameFeatures(name, this.#buckets)) {
      const start = place * width;
      for (let i = 0; i < width; i++) sum[i] += rows[start + i];
    }
    let square = 1e-6;
    for (const value of sum) square += value * value;
    const length = Math.sqrt(square);
    for (let i = 0; i < width; i++) sum[i] /= length;
    return sum;
  }
}
