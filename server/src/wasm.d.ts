/** Bytes of a WebAssembly module, compiled from the `.as.ts` file of the same name by scripts/assemblyScript.mjs. */
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}

/** The part of the WebAssembly interface that the kernels need: it belongs to the DOM's types, which a server does not load. */
declare namespace WebAssembly {
  /** Sizes in pages of 64 KiB. */
  class Memory {
    constructor(size: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    /** Makes it larger by `pages`; arrays over the old buffer become empty. */
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
}
