/** A file of named tensors, whatever its format: what it holds is known at once, numbers are read one tensor at a time. */
export interface WeightFile {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** The tensor's numbers, row-major. @throws Error with a sentence where they are no weights */
  read(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface StoredTensor {
  readonly shape: readonly number[];
}
