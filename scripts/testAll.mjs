// The whole test run, from a fresh clone: sets up, then every stage in order, each to its end even where one fails.
//   npm test                       all of it
//   npm test -- unit types …       only the stages named
import { setUp } from './setup.mjs';
import { installSystemPackages } from './systemPackages.mjs';
import { main, run, say } from './terminal.mjs';
import { failures, stageCounts } from './testCounts.mjs';

const node = (script, ...args) => [process.execPath, script, ...args];

/** Name → command. A stage that prints no count of its own counts as one test. */
const stages = {
  lint: node('node_modules/@biomejs/biome/bin/biome', 'check', '.', '--error-on-warnings'),
  layers: node('scripts/layers.mjs'),
  unused: node('node_modules/knip/bin/knip.js', '--include', 'files,dependencies,unlisted', '--no-progress'),
  types: node('scripts/types.mjs'),
  unit: node('scripts/test.mjs', 'test/unit'),
  property: node('scripts/test.mjs', 'test/property'),
  protocol: node('scripts/test.mjs', 'test/protocol'),
  package: node('scripts/package.mjs'),
  editor: node('scripts/testE2e.mjs'),
};

/** Stages with tests that drive programs of the operating system. */
const drivesPrograms = ['unit', 'protocol', 'editor'];

await main(async () => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !(name in stages));
  if (unknown)
    throw new Error(`there is no stage "${unknown}"; the stages are ${Object.keys(stages).join(', ')}`);
  const names = named.length > 0 ? named : Object.keys(stages);
  await setUp();
  if (names.some((name) => drivesPrograms.includes(name))) await installSystemPackages();

  const results = [];
  for (const name of names) results.push(await runStage(name));
  return report(results);
});

async function runStage(name) {
  say(`\n── ${name}`);
  const started = Date.now();
  let output = '';
  const keep = (stream, shown) => {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output += text;
      shown.write(text);
    });
  };
  const onStart = ({ stdout, stderr }) => {
    keep(stdout, process.stdout);
    keep(stderr, process.stderr);
  };
  const status = await run(stages[name], { stdio: ['ignore', 'pipe', 'pipe'], onStart });
  return {
    name,
    status,
    seconds: (Date.now() - started) / 1000,
    failures: failures(output),
    ...stageCounts(status, output),
  };
}

/** A table of the stages, and the sum on the last line. @returns the exit status */
function report(results) {
  const print = (line) => process.stdout.write(`${line}\n`);
  print('');
  // Once more at the end, where they are found without looking through the whole output.
  for (const { name, failures } of results) for (const line of failures) print(`✖ ${name}: ${line}`);
  for (const { name, status, seconds, passed, failed, skipped } of results) {
    const verdict = status === 0 && failed === 0 ? 'ok    ' : 'FAILED';
    print(
      `${verdict} ${name.padEnd(9)} ${seconds.toFixed(1).padStart(6)} s   ${passed} passed, ${failed} failed, ${skipped} skipped`,
    );
  }
  const sum = (kind) => results.reduce((total, result) => total + result[kind], 0);
  print(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 && results.every(({ status }) => status === 0) ? 0 : 1;
}
