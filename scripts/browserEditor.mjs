// VS Code in the browser, for computers without the desktop one: the server inside code-server, on loopback alone, behind a
// secret in the link, with this repository as an extension and settings of its own in .tools/.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root, run } from './terminal.mjs';

const home = join(root, '.tools', 'browser-editor');
/** To begin with; the person may change them. Nothing that talks to the network or covers the text. */
const firstSettings = {
  'chat.disableAIFeatures': true,
  'editor.wordWrap': 'on',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/**
 * Serves the editor until it is stopped.
 * @param {{ node: string, codeServer: string }} tools paths, as scripts/e2eTools.mjs finds them
 * @param {string[]} files absolute paths to open
 * @returns the link, `stop()`, and `ended`, a promise of the server's exit status
 */
export async function serveEditor(tools, files) {
  const settings = join(home, 'data/User/settings.json');
  mkdirSync(dirname(settings), { recursive: true });
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(firstSettings, null, 2));
  installThisRepository(join(home, 'extensions'));
  const port = await freePort();
  const secret = randomBytes(16).toString('hex');
  const server = join(dirname(tools.codeServer), '../../lib/vscode/out/server-main.js');
  const options = {
    host: '127.0.0.1',
    port,
    'connection-token': secret,
    'server-data-dir': home,
    'extensions-dir': join(home, 'extensions'),
    'telemetry-level': 'off',
  };
  const flags = ['--accept-server-license-terms', '--disable-telemetry', '--disable-update-check'];
  // VS Code need not ask whether this repository's own samples are to be trusted.
  if (files.every((file) => file.startsWith(root + sep))) flags.push('--disable-workspace-trust');
  const values = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  for (const name of ['ELECTRON_RUN_AS_NODE', 'VSCODE_IPC_HOOK_CLI', 'NODE_OPTIONS']) delete env[name];
  let child;
  const ended = run([tools.node, server, ...flags, ...values], {
    env,
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    onStart: (started) => {
      child = started;
    },
  });
  const stop = () => stopGroup(child);
  await answering(`http://127.0.0.1:${port}/version`, ended);
  return { link: link(port, secret, files), stop, ended };
}

/** A link to the repository is all of the installation: where VS Code's own list is missing, it lists what is in the folder. */
function installThisRepository(extensions) {
  const linked = join(extensions, 'biogloss');
  mkdirSync(extensions, { recursive: true });
  for (const path of [linked, join(extensions, 'extensions.json')]) rmSync(path, { force: true });
  symlinkSync(root, linked, 'junction');
}

function link(port, secret, files) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
  const payload = files.map((file) => ['openFile', remote(file)]);
  const folder = files.length > 0 ? dirname(files[0]) : root;
  const query = new URLSearchParams({
    tkn: secret,
    folder: folder.split(sep).join('/'),
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** The server starts processes of its own, so the whole group goes. */
function stopGroup(child) {
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

async function answering(url, ended) {
  let over = false;
  ended.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  for (let attempt = 0; attempt < 300 && !over; attempt++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await wait(100);
  }
  throw new Error(
    over ? 'the editor’s server ended before it answered' : 'the editor’s server did not answer within 30 s',
  );
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
