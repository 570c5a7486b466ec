import { lowHalves } from '../../onnx/int64';

/** Bucket ids run from 1 to `sparseBuckets - 1`; 0 fills up the row of a pair that has fewer features. */
export const sparseBuckets = 65536;

/** Room for the features of one pair; the groups come in order of use, so what does not fit matters least. */
export const sparseWidth = 320;

/** For each id the last row that got it, of all that were ever written: half a megabyte that no text has to fill anew. */
const rowWith = new Float64Array(sparseBuckets);
let rowsBegun = 0;

/** Writes bucket ids into one row after the other, each once a row, until it is full. */
export class FeatureRow {
  private readonly low: Int32Array;
  private next = 0;
  private end = 0;

  /** @param ids [rows × sparseWidth] zeros */
  constructor(ids: BigInt64Array) {
    this.low = lowHalves(ids);
  }

  begin(row: number): void {
    rowsBegun++;
    this.next = row * sparseWidth;
    this.end = this.next + sparseWidth;
  }

  /**
   * @param group a hash; different groups put the same word into different buckets
   * @param hash of a word; 0 stands for none
   */
  add(group: number, hash: number): void {
    if (hash === 0 || this.next === this.end) return;
    const id = bucket(group, hash);
    if (rowWith[id] === rowsBegun) return;
    rowWith[id] = rowsBegun;
    this.low[2 * this.next++] = id;
  }
}

/** Mixes two hashes (the finalizer of MurmurHash3) and cuts them to a bucket id from 1 on. */
function bucket(group: number, hash: number): number {
  let mixed = Math.imul(group, 31) + hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (((mixed ^ (mixed >>> 16)) >>> 0) % (sparseBuckets - 1)) + 1;
}

/** One hash for words in a row. */
export const hashSequence = (hashes: readonly number[]): number =>
  hashes.reduce((sequence, hash) => Math.imul(sequence, 31) + hash, 7);
