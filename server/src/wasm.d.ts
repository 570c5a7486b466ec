/** Bytes of a WebAssembly module, compiled from the `.as.ts` file of the same name by scripts/assemblyScript.mjs. */
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
