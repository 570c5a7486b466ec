import { createRequire } from 'node:module';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { root } from './terminal.mjs';

/**
 * Parts of the product for a script to call.
 * @param entry TypeScript that exports them; paths are relative to the repository
 */
export async function productModule(entry) {
  const { entryPoints: _, outdir: __, sourcemap: ___, ...bundling } = options({}, 'out');
  const { outputFiles } = await esbuild.build({
    ...bundling,
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    write: false,
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', '__dirname', outputFiles[0].text)(
    module,
    module.exports,
    createRequire(import.meta.url),
    root,
  );
  return module.exports;
}
