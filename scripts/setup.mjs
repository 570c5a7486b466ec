// Makes a fresh clone ready: packages, then bundles. Does only what is missing, so every command can call it first.
// Until the packages are there, this file and what it imports use nothing but node's own modules.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, npm, root, run, say } from './terminal.mjs';

const oldestNode = 20;
/** What goes into a bundle: a change there makes dist/ stale. */
const sources = [
  'client',
  'server',
  'configs',
  'scripts/build.mjs',
  'scripts/assemblyScript.mjs',
  'package.json',
  'package-lock.json',
];

/** Packages by package-lock.json, bundles by the sources; both only where they are missing or stale. */
export async function setUp() {
  checkNode(process.versions.node);
  if (!packagesInstalled(root)) await installPackages();
  if (!bundlesFresh(root)) await build();
}

export function checkNode(version) {
  if (Number.parseInt(version, 10) >= oldestNode) return;
  throw new Error(
    `node is version ${version}, and version ${oldestNode} or later is needed; install one from https://nodejs.org and try again`,
  );
}

/**
 * Compares package-lock.json with node_modules/.package-lock.json, which npm writes last of all: an installation that
 * was broken off, or belongs to another version of the lock, does not pass.
 */
export function packagesInstalled(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(folder, 'package-lock.json')))
    .filter(([path, { optional }]) => path !== '' && !optional)
    .every(([path, { version }]) => present[path]?.version === version);
}

async function installPackages() {
  say('Installing packages (once, about 700 MB) …');
  // ONNX Runtime's own install step would try a download; its package already holds what is needed.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const status = await run([...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0)
    throw new Error(
      'npm could not install the packages; its message is above. Once that is mended, run the same command again',
    );
}

/** True where each bundle exists and none of the sources is newer. */
export function bundlesFresh(folder) {
  const dist = join(folder, 'dist');
  if (!existsSync(dist)) return false;
  const bundles = readdirSync(dist).filter((name) => name.endsWith('.js'));
  if (!bundles.includes('cli.js') || !bundles.includes('server.js')) return false;
  const built = Math.min(...bundles.map((name) => statSync(join(dist, name)).mtimeMs));
  return sources.every((source) => newest(join(folder, source)) <= built);
}

/** The latest change below a path, in milliseconds; a folder's own time shows that a file was removed. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

async function build() {
  if ((await run([process.execPath, 'scripts/build.mjs'], { stdio: ['ignore', 2, 2] })) === 0) return;
  throw new Error('the bundles could not be built; the message above says why');
}

if (isMain(import.meta.url)) await main(setUp);
