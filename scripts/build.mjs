// Bundles the product into dist/ (or --out FOLDER). One bundle a process: client, language server, the two workers, the shell command; and
// one for the page of each view, with its style sheet.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { assemblyScript } from './assemblyScript.mjs';
import { isMain, main, root, say } from './terminal.mjs';

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [assemblyScript],
  // Files of Node.js from elsewhere are required, in some 10 ms less than its loader of modules takes to begin.
  supported: { 'dynamic-import': false },
};

/** Bundle name in dist/ → entry file. onnxruntime-node stays outside: it holds native files. */
export const entryPoints = {
  client: 'client/src/extension.ts',
  server: 'server/src/lsp/main.ts',
  analysisWorker: 'server/src/worker/analysis/main.ts',
  trainingWorker: 'server/src/worker/training/main.ts',
  terminologyWorker: 'server/src/worker/terminology/main.ts',
  modelsWorker: 'server/src/worker/models/main.ts',
  cli: 'server/src/cli/main.ts',
};

/** Bundles for a browser: what webviews run. */
export const viewEntryPoints = {
  graphView: 'client/src/graphView/main.ts',
  evaluationView: 'client/src/evaluationView/main.ts',
  corpusView: 'client/src/corpusView/main.ts',
  trainingView: 'client/src/trainingView/main.ts',
};

export const options = (entryPoints, outdir) => ({
  ...common,
  entryPoints,
  outdir,
  external: ['vscode', 'onnxruntime-node'],
});

/**
 * @param {{ out?: string, release?: boolean }} where `release` makes small bundles without source maps, for the package
 * @returns {Promise<string[]>} the source files that went in, as paths below the root
 */
export async function build({ out = 'dist', release = false } = {}) {
  const sourcemap = release ? false : common.sourcemap;
  const settings = { ...options(entryPoints, out), minify: release, sourcemap, metafile: true };
  const views = {
    ...settings,
    entryPoints: viewEntryPoints,
    platform: 'browser',
    target: 'chrome120',
    format: 'iife',
  };
  const built = await Promise.all([esbuild.build(settings), esbuild.build({ ...views, external: [] })]);
  return built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { values } = parseArgs({
      options: { out: { type: 'string', default: 'dist' }, release: { type: 'boolean' } },
    });
    await build(values);
    const { version } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));
    say(`built ${values.out}/ of version ${version}`);
  });
}
