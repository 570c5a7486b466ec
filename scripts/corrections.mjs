// Has a simulated person correct what the default model's twin finds in other corpora, and measures what it learns from that: npm run corrections -- --help
// What is made is said in configs/corrections-experiment.json; figures go to docs/figures/. It needs runs/twin (npm run train:default -- --twin) and
// ../shared/data (or BIOGLOSS_DATA).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { build, options } from './build.mjs';
import { main, root, run } from './terminal.mjs';

await main(async () => {
  const out = `out/corrections-${process.pid}`;
  try {
    await build();
    await esbuild.build(options({ main: 'server/src/experiments/corrections/main.ts' }, out));
    const bundle = join(root, out, 'main.js');
    return await run([process.execPath, '--enable-source-maps', bundle, ...process.argv.slice(2)]);
  } finally {
    rmSync(join(root, out), { recursive: true, force: true });
  }
});
