// Makes the extension for this platform: biogloss-<platform>-<version>.vsix in the root. What goes in is in .vscodeignore,
// and ONNX Runtime's files of this platform alone. The result is unpacked elsewhere and used before it counts as made.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, entryPoints, viewEntryPoints } from './build.mjs';
import { thirdPartyLicences } from './licences.mjs';
import { setUp } from './setup.mjs';
import { isMain, main, root, run, say } from './terminal.mjs';
import { zipEntries } from './zip.mjs';

const platform = `${process.platform}-${process.arch}`;
/** ONNX Runtime's files beside the bundles, as node finds them from there; the rest of its package is other platforms'. */
const runtimeFiles = [
  'onnxruntime-common/package.json',
  'onnxruntime-common/dist/cjs',
  'onnxruntime-node/package.json',
  'onnxruntime-node/dist',
  `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`,
];
/** In bytes; the ONNX Runtime alone is about 15 MB, the model a few more. */
const mostBytes = 60e6;

/** @returns the path of the .vsix */
export async function makePackage() {
  await setUp();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = join(root, `biogloss-${platform}-${version}.vsix`);
  const stage = join(root, 'out', `package-${process.pid}`);
  try {
    await fillStage(stage);
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    const command = [
      process.execPath,
      vsce,
      'package',
      '--no-dependencies',
      '--target',
      platform,
      '--out',
      vsix,
    ];
    // The README's pictures travel in the package, so its links stay as they are.
    const links = ['--no-rewrite-relative-links', '--allow-missing-repository'];
    if ((await run([...command, ...links], { cwd: stage, stdio: ['ignore', 2, 2] })) !== 0) {
      throw new Error('vsce could not make the package; its message is above');
    }
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  const entries = zipEntries(readFileSync(vsix));
  checkContents(entries);
  tryOut(entries);
  return vsix;
}

async function fillStage(stage) {
  mkdirSync(stage, { recursive: true });
  const listed = readFileSync(join(root, '.vscodeignore'), 'utf8').matchAll(/^!(.+?)(?:\/\*\*)?$/gm);
  for (const [, path] of listed) {
    if (path !== 'dist' && existsSync(join(root, path)))
      cpSync(join(root, path), join(stage, path), { recursive: true });
  }
  cpSync(join(root, '.vscodeignore'), join(stage, '.vscodeignore'));
  const bundled = await build({ out: join(stage, 'dist'), release: true });
  const carried = runtimeFiles.map((file) => `node_modules/${file}`);
  writeFileSync(join(stage, licences), thirdPartyLicences([...bundled, ...carried]));
  for (const file of runtimeFiles) {
    cpSync(join(root, 'node_modules', file), join(stage, 'dist/node_modules', file), { recursive: true });
  }
}

/** The licences of other people's packages. */
const licences = 'dist/licences.txt';

/** Where ONNX Runtime's native files lie in the package. */
const native = 'dist/node_modules/onnxruntime-node/bin/napi-v6/';
const ownNative = `${native}${process.platform}/${process.arch}/`;

const needed = [
  'package.json',
  ...Object.keys({ ...entryPoints, ...viewEntryPoints }).map((name) => `dist/${name}.js`),
  ...Object.keys(viewEntryPoints).map((name) => `dist/${name}.css`),
  'dist/node_modules/onnxruntime-node/package.json',
  'dist/node_modules/onnxruntime-common/package.json',
  'models/default/config.json',
  licences,
];

/** What may be in the package, beside what vsce writes itself. */
const allowed = [
  /^(package\.json|readme\.md|changelog\.md|license(\.txt|\.md)?|docs\/screenshot\.png)$/i,
  /^dist\/([^/]+\.(js|css)|licences\.txt)$/,
  /^(dist\/node_modules\/onnxruntime-(node|common)|images|models\/default|models\/index|syntaxes|samples)\//,
];

/** Only what belongs, all of what is needed, and no larger than it should be. Throws a sentence otherwise. */
export function checkContents(entries) {
  const inside = entries
    .map(({ name }) => name)
    .filter((name) => name.startsWith('extension/'))
    .map((name) => name.slice('extension/'.length));
  const stranger = inside.find((name) => !allowed.some((pattern) => pattern.test(name)));
  if (stranger)
    throw new Error(`the package holds ${stranger}, which does not belong there; see .vscodeignore`);
  const foreign = inside.find((name) => name.startsWith(native) && !name.startsWith(ownNative));
  if (foreign) throw new Error(`the package holds ${foreign}, a file of another platform`);
  const missing = needed.find((name) => !inside.includes(name));
  if (missing) throw new Error(`the package lacks ${missing}`);
  if (!inside.some((name) => name.startsWith(ownNative))) throw new Error(`the package lacks ${ownNative}`);
  const bytes = entries.reduce((sum, { packed }) => sum + packed, 0);
  if (bytes > mostBytes)
    throw new Error(`the package is ${(bytes / 1e6).toFixed(1)} MB, more than ${mostBytes / 1e6} MB`);
}

/** Unpacks the package where no other node_modules are above it, and annotates a sentence with it. */
function tryOut(entries) {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-package-'));
  try {
    for (const { name, read } of entries.filter(
      ({ name }) => name.startsWith('extension/') && !name.endsWith('/'),
    )) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), read());
    }
    const input = 'Naproxen caused gastric ulcers.';
    const command = [join(folder, 'extension/dist/cli.js'), 'annotate', '-', '--to', 'pubtator'];
    const { stdout, stderr, status } = spawnSync(process.execPath, command, {
      cwd: folder,
      input,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the unpacked package does not work: ${stderr.trim()}`);
    if (!stdout.includes(input))
      throw new Error(`the unpacked package answers something else than the annotated text: ${stdout}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const vsix = await makePackage();
    const megabytes = (readFileSync(vsix).length / 1e6).toFixed(1);
    say(`${vsix} is ready (${megabytes} MB); "code --install-extension ${vsix}" installs it`);
  });
}
