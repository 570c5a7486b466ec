// Measures the default model's twin and trains the rows of the ablation table and of the learning curve: npm run experiments -- --help
// What is made is said in configs/experiments.json; figures and report go to docs/figures/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { main, root, run } from './terminal.mjs';

await main(async () => {
  const out = `out/experiments-${process.pid}`;
  // A terminal tells both of Ctrl+C; what runs writes down how far it came, and ends by itself.
  process.on('SIGINT', () => {});
  const onStart = (child) => process.on('SIGTERM', () => child.kill('SIGTERM'));
  try {
    await esbuild.build(options({ main: 'server/src/experiments/main.ts' }, out));
    const bundle = join(root, out, 'main.js');
    return await run([process.execPath, '--enable-source-maps', bundle, ...process.argv.slice(2)], {
      cwd: process.cwd(),
      onStart,
    });
  } finally {
    rmSync(join(root, out), { recursive: true, force: true });
  }
});
