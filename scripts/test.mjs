// Bundles the tests into out/test and runs node's test runner on them.
//   node scripts/test.mjs                    every unit, property and protocol test
//   node scripts/test.mjs unit/text nn/ …    only the test files whose path contains one of the words
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';

const words = process.argv.slice(2);
const folders = ['test/unit', 'test/property', 'test/protocol'];
const files = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => words.length === 0 || words.some((word) => file.split(sep).join('/').includes(word)));
if (files.length === 0) {
  console.error(`no test file matches ${words.join(' ') || folders.join(', ')}`);
  process.exit(1);
}

// A folder of its own for each run, so that two runs at once do not disturb each other.
const out = `out/test-${process.pid}`;
await esbuild.build({ ...options(files, out), outbase: '.', sourcemap: 'inline' });
const bundles = files.map((file) => join(out, file.replace(/\.ts$/, '.js')));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...bundles], { stdio: 'inherit' });
process.exit(status ?? 1);
