import type { TensorView } from './tensors';

/** What a PyTorch file holds: its tensors, and where the numbers of a storage begin. */
export interface PyTorchContents {
  readonly tensors: ReadonlyMap<string, TensorView>;
  start(view: TensorView): Promise<number>;
}

/** A table of a thousand tensors is a tenth of this long. */
export const longestPickle = 2 * 2 ** 20;
