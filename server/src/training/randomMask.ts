import { mixKeys } from '../numbers/randomNumbers';
import { kernelMemory, kernelMemoryStart, linkKernel, padded, pageBytes } from './kernel';
import kernelBytes from './randomMask.wasm';

interface Kernel {
  fillMask(target: number, count: number, key0: number, key1: number, threshold: number, value: number): void;
}

export interface MaskRequest {
  /** Decides, together with the index of an element, what that element is. */
  readonly key: readonly (number | string)[];
  readonly elements: number;
  /** Probability that an element is kept, as 1 / keep; the others are 0. */
  readonly keep: number;
}

/** Random masks in a WebAssembly memory of their own, which grows with the largest batch. */
export class RandomMasks {
  private readonly memory = kernelMemory(0);
  private readonly kernel = linkKernel<Kernel>(kernelBytes, this.memory);

  /** @returns one mask a request, as views that hold until the next call */
  fill(requests: readonly MaskRequest[]): Float32Array[] {
    this.reserve(requests.reduce((sum, { elements }) => sum + padded(elements), 0) * 4);
    let address = kernelMemoryStart;
    return requests.map(({ key, elements, keep }) => {
      const threshold = Math.round(keep * 2 ** 16);
      this.kernel.fillMask(
        address,
        padded(elements),
        mixKeys(...key, 0),
        mixKeys(...key, 1),
        threshold,
        1 / keep,
      );
      const mask = new Float32Array(this.memory.buffer, address, elements);
      address += padded(elements) * 4;
      return mask;
    });
  }

  private reserve(bytes: number): void {
    const missing = Math.ceil((kernelMemoryStart + bytes - this.memory.buffer.byteLength) / pageBytes);
    if (missing > 0) this.memory.grow(missing);
  }
}
