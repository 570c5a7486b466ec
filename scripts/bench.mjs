// Bundles the benchmarks into out/ and runs them one after the other.
//   node scripts/bench.mjs                      all of test/bench
//   node scripts/bench.mjs training --profile   only files whose name contains the word; options go to the benchmark
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';

const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const names = readdirSync('test/bench')
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
if (names.length === 0) {
  console.error(`no benchmark matches ${words.join(' ')}`);
  process.exit(1);
}
const out = `out/bench-${process.pid}`;
const bundling = options(
  names.map((name) => join('test/bench', name)),
  out,
);
// The browser's driver finds its own files beside itself.
await esbuild.build({
  ...bundling,
  external: [...bundling.external, 'playwright-core'],
  sourcemap: 'inline',
});
let failed = false;
for (const name of names) {
  console.log(`\n${name}`);
  const { status } = spawnSync(
    process.execPath,
    ['--enable-source-maps', join(out, name.replace(/\.ts$/, '.js')), ...flags],
    { stdio: 'inherit' },
  );
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
