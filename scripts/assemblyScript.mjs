// An esbuild plugin: `import bytes from './kernel.wasm'` compiles `kernel.as.ts` beside it and embeds the bytes.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';

export const assemblyScript = {
  name: 'assemblyscript',
  setup(build) {
    build.onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      namespace: 'wasm',
    }));
    build.onLoad({ filter: /.*/, namespace: 'wasm' }, async ({ path }) => {
      const source = path.replace(/\.wasm$/, '.as.ts');
      if (!existsSync(source))
        throw new Error(`${path} is imported, but there is no ${source} to compile it from`);
      return {
        contents: await compile(source),
        loader: 'binary',
        watchFiles: [source],
        resolveDir: dirname(source),
      };
    });
  },
};

/** @returns the WebAssembly module of one AssemblyScript file: SIMD on, memory imported, no run-time library. */
async function compile(source) {
  const flags = [
    '--enable',
    'simd',
    '--runtime',
    'stub',
    '--importMemory',
    '--noAssert',
    '-O3',
    '--outFile',
    'out.wasm',
  ];
  let bytes;
  const { error, stderr } = await asc.main([source, ...flags], {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) bytes = contents;
    },
  });
  if (error) throw new Error(`${source} does not compile:\n${stderr}`);
  return bytes;
}
