// Programs of the operating system that some tests drive: chromium shows the editor, neovim is the second client, rdflib reads our RDF.
// Installed where that needs no question (Debian, as root); elsewhere the tests that need them say why they skip.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './terminal.mjs';

/** Debian package → whether what it brings is there. */
const wanted = {
  chromium: () => commandPath('chromium'),
  neovim: () => commandPath('nvim'),
  'python3-rdflib': () => spawnSync('/usr/bin/python3', ['-c', 'import rdflib']).status === 0,
};

/** Tries to bring what is missing; a failure is said and does not end the run. */
export async function installSystemPackages() {
  const missing = Object.keys(wanted).filter((name) => !wanted[name]());
  if (missing.length === 0) return;
  const names = missing.join(' and ');
  if (!commandPath('apt-get'))
    return say(`${names} not found, and this system has no apt-get: the tests that need them will skip`);
  if (process.getuid?.() !== 0)
    return say(
      `${names} not found; as root, "apt-get install ${missing.join(' ')}" brings them. The tests that need them will skip`,
    );
  say(`Installing ${names} from Debian …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run(['apt-get', '-qq', ...args], { env, stdio: ['ignore', 'ignore', 2] });
  const update = await apt('update');
  const install = await apt('install', '-y', '--no-install-recommends', ...missing);
  if (update !== 0 || install !== 0)
    say(`apt-get could not install ${names}: the tests that need them will skip`);
}

/** @returns the full path of a command on PATH, or undefined. */
export function commandPath(command) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, command + ending)))
    .find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** True where the command can be started and answers `--version`. */
export const answers = (command) =>
  spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
