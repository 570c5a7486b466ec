// Bundles the tests into out/test-… and runs node's test runner on them.
//   node scripts/test.mjs                    every unit, property and protocol test
//   node scripts/test.mjs unit/text nn/ …    only the test files whose path contains one of the words
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { main, root, run } from './terminal.mjs';

const folders = ['test/unit', 'test/property', 'test/protocol'];

/** For one test file, in milliseconds: a file that hangs fails, and the others are still run. */
const patience = 300_000;

await main(async () => {
  const words = process.argv.slice(2);
  const files = sources('.test.ts').filter(
    (file) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  if (files.length === 0) throw new Error(`no test file matches ${words.join(' ') || folders.join(', ')}`);

  // A folder of its own for each run, so that two runs at once do not disturb each other.
  const out = `out/test-${process.pid}`;
  try {
    // A file named *.worker.ts is a process that tests start; it lies beside them.
    const entries = [...files, ...sources('.worker.ts')];
    // Tests of scripts import them as they stand.
    const supported = { 'dynamic-import': true };
    await esbuild.build({ ...options(entries, out), supported, outbase: '.', sourcemap: 'inline' });
    const bundles = files.map((file) => join(out, file.replace(/\.ts$/, '.js')));
    return await run([
      process.execPath,
      '--enable-source-maps',
      '--test',
      '--test-reporter=spec',
      `--test-timeout=${patience}`,
      // Most files keep to one core; node leaves one idle by default.
      `--test-concurrency=${availableParallelism()}`,
      ...bundles,
    ]);
  } finally {
    rmSync(join(root, out), { recursive: true, force: true });
  }
});

function sources(ending) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith(ending));
}
