// Feeds the readers with broken input (test/fuzz), each for some seconds. A failing input is kept in artifacts/fuzz.
//   node scripts/fuzz.mjs [--seconds 20] [--seed N] [formats text …]
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { main, root, run } from './terminal.mjs';

await main(async () => {
  const { values, positionals: words } = parseArgs({
    options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const names = readdirSync(join(root, 'test/fuzz'))
    .filter((name) => name.endsWith('.fuzz.ts'))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  if (names.length === 0) throw new Error(`nothing in test/fuzz matches ${words.join(' ')}`);

  const out = `out/fuzz-${process.pid}`;
  const files = names.map((name) => join('test/fuzz', name));
  const env = {
    ...process.env,
    FUZZ_SECONDS: values.seconds,
    ...(values.seed && { FUZZ_SEED: values.seed }),
  };
  let failed = 0;
  try {
    await esbuild.build({ ...options(files, out), sourcemap: 'inline' });
    for (const name of names) {
      const command = [process.execPath, '--enable-source-maps', join(out, name.replace(/\.ts$/, '.js'))];
      if ((await run(command, { env })) !== 0) failed++;
    }
  } finally {
    rmSync(join(root, out), { recursive: true, force: true });
  }
  return failed > 0 ? 1 : 0;
});
