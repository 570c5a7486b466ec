// Compiles the index of chemicals and diseases that comes with BioGloss into models/index, from ../shared/data/terminology or BIOGLOSS_DATA.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { main, root, run } from './terminal.mjs';

await main(async () => {
  const data = process.env.BIOGLOSS_DATA ?? join(root, '../shared/data');
  const corpora = ['train', 'dev'].map((split) => join(data, `corpora/bc5cdr/${split}.PubTator.txt`));
  const coverage = corpora.filter(existsSync).flatMap((corpus) => ['--coverage', corpus]);
  const out = `out/index-${process.pid}`;
  try {
    await esbuild.build(options({ cli: 'server/src/cli/main.ts' }, out));
    const command = [process.execPath, join(root, out, 'cli.js'), 'terminology', 'build'];
    return await run([...command, join(data, 'terminology'), '--out', 'models/index', ...coverage]);
  } finally {
    rmSync(join(root, out), { recursive: true, force: true });
  }
});
