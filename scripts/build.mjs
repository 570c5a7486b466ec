// Bundles the product into dist/. One bundle a process: client, language server, the two workers, the shell command.
import { readFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import { assemblyScript } from './assemblyScript.mjs';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [assemblyScript],
};

/** Bundle name in dist/ → entry file. onnxruntime-node stays outside: it holds native files. */
export const entryPoints = {
  client: 'client/src/extension.ts',
  server: 'server/src/lsp/main.ts',
  analysisWorker: 'server/src/worker/analysis/main.ts',
  trainingWorker: 'server/src/worker/training/main.ts',
  cli: 'server/src/cli/main.ts',
};

export const options = (entryPoints, outdir) => ({
  ...common,
  entryPoints,
  outdir,
  external: ['vscode', 'onnxruntime-node'],
});

if (process.argv[1] === import.meta.filename) {
  const minify = process.argv.includes('--minify');
  await esbuild.build({ ...options(entryPoints, 'dist'), minify });
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  process.stderr.write(`built dist/ of version ${version}\n`);
}
