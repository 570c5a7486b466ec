export const pageBytes = 65536;

/** WebAssembly memory for `bytes` bytes behind one unused page, where compilers keep their constants. */
export function kernelMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes) + 1;
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch {
    const gigabytes = ((pages * pageBytes) / 2 ** 30).toFixed(1);
    throw new Error(
      `Training needs ${gigabytes} GiB for weights and their moments in one piece, which is not to be had (limit: 4 GiB).`,
    );
  }
}

/** Address of the first byte that may be used in a memory of `kernelMemory`. */
export const kernelMemoryStart = pageBytes;

/** Compiles and links a kernel over a memory; its exports are plain functions of numbers. */
export function linkKernel<Exports>(bytes: Uint8Array, memory: WebAssembly.Memory): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Exports;
}

/** Elements rounded up to whole cache lines (64 bytes of float32), so that SIMD loops need no tail. */
export const padded = (elements: number): number => Math.ceil(elements / 16) * 16;
