// End-to-end tests in a real VS Code. The last line is `N passed, N failed`; more after it where something was skipped.
//   node scripts/testE2e.mjs            tests inside the extension host, then tours of the interface
//   node scripts/testE2e.mjs host       only the former; `tours` only the latter
//   node scripts/testE2e.mjs tours graph words   only these tours (test/e2e/tours), after the one that opens the window
// A tour that fails is gone through once more in a new window, and so are the tests in the host: an interface that is driven from outside misses
// a key or a click now and then. What went wrong the first time stays in the output, and the end names the tour.
// BIOGLOSS_E2E_EXTENSION names another folder to test than this one: an unpacked .vsix, say.
// VSCODE_EXECUTABLE names a desktop VS Code; without it code-server and Chromium stand in (scripts/e2eTools.mjs).
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { e2eTools } from './e2eTools.mjs';

const root = dirname(import.meta.dirname);
const extension = process.env.BIOGLOSS_E2E_EXTENSION ?? root;
const stages = ['host', 'tours'];
const asked = process.argv.slice(2);
const parts = asked.length > 0 ? asked.filter((word) => stages.includes(word)) : stages;
const chosenTours = asked.filter((word) => !stages.includes(word));
const out = join(root, 'out', `e2e-${process.pid}`);
const bundles = {
  host: 'test/e2e/inHost/index.ts',
  tours: 'test/e2e/tours/index.ts',
  code: 'test/e2e/standIn/code.ts',
};

const total = { passed: 0, failed: 0 };
const skipped = [];
/** Tours that failed, and passed when they were gone through again. */
const repeated = [];

if (!existsSync(join(root, 'dist', 'client.js'))) {
  spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
}
const built = options(bundles, out);
await esbuild.build({
  ...built,
  absWorkingDir: root,
  external: [...built.external, 'playwright-core'],
  sourcemap: 'inline',
});
const tools = e2eTools();
if (!tools.missing) process.env.BIOGLOSS_E2E_TOOLS = JSON.stringify(tools);

if (parts.includes('host'))
  await part(
    'tests in the extension host',
    process.env.VSCODE_EXECUTABLE ? undefined : tools.missing,
    inHost,
  );
// A desktop VS Code has no page that a browser driver could reach, so that tours always take the stand-in.
if (parts.includes('tours')) await part('tours of the interface', tools.missing, tours);

rmSync(out, { recursive: true, force: true });
if (repeated.length > 0) console.log(`passed only the second time: ${repeated.join(', ')}`);
console.log(
  `${total.passed} passed, ${total.failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);

async function part(name, missing, run) {
  if (missing) {
    skipped.push(name);
    console.log(`skipped: ${name}, because ${missing}`);
    return;
  }
  console.log(`\n${name}`);
  const first = await round(run, chosenTours);
  const again = first ? Object.keys(first).filter((tour) => first[tour].failed > 0) : chosenTours;
  let counts = first;
  if (!first || again.length > 0) {
    console.log(`\n${name}, once more: ${again.join(', ') || 'all'}`);
    const second = await round(run, again);
    counts = { ...first, ...second };
    repeated.push(...again.filter((tour) => counts[tour]?.failed === 0));
  }
  for (const { passed, failed } of Object.values(counts)) {
    total.passed += passed;
    total.failed += failed;
  }
  // A suite that ended without its counts has failed, however it ended.
  if (Object.keys(counts).length === 0) total.failed++;
}

/** @returns what passed and failed, by tour; nothing where the suite ended before its end */
async function round(run, chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-e2e-'));
  const result = join(folder, 'result.json');
  const workspace = join(folder, 'workspace');
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  try {
    await run({ workspace, result, folder, chosen });
  } catch (error) {
    console.log(String(error));
  }
  const counts = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  return counts;
}

/** Inside VS Code's extension host, as @vscode/test-electron starts it. */
async function inHost({ workspace, result, folder }) {
  await runTests({
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE ?? standInExecutable(),
    extensionDevelopmentPath: extension,
    extensionTestsPath: join(out, 'host.js'),
    extensionTestsEnv: { BIOGLOSS_E2E_RESULT: result },
    launchArgs: [
      workspace,
      '--user-data-dir',
      join(folder, 'user'),
      '--extensions-dir',
      join(folder, 'extensions'),
    ],
  });
}

function standInExecutable() {
  const path = join(out, 'code');
  writeFileSync(
    path,
    `#!/bin/sh\nexec "${process.execPath}" --enable-source-maps "${join(out, 'code.js')}" "$@"\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

/** From outside, as a person sees it. */
async function tours({ workspace, result, chosen }) {
  const artifacts = join(root, 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  const env = {
    ...process.env,
    BIOGLOSS_E2E_RESULT: result,
    BIOGLOSS_E2E_EXTENSION: extension,
    BIOGLOSS_E2E_WORKSPACE: workspace,
    BIOGLOSS_E2E_ARTIFACTS: artifacts,
    ...(chosen.length > 0 && { BIOGLOSS_E2E_TOURS: chosen.join(' ') }),
  };
  // Forked: the tours end when this process does, whatever ends it, and take the server and the browser with them.
  const child = fork(join(out, 'tours.js'), { cwd: root, env, execArgv: ['--enable-source-maps'] });
  await once(child, 'exit');
}
