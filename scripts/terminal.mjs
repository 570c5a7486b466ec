// What every script here needs of its surroundings: the repository's root, a line for the person, a child process.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. Scripts work from there, wherever they were called. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Corpora, terminologies and texts, which are not in the repository. */
export const dataFolder = process.env.BIOGLOSS_DATA ?? join(root, '../shared/data');

/** One line about progress. Goes to stderr, so that stdout holds what was asked for and nothing else. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** npm by the file that runs now where npm started us: the same version, and no shell between on Windows. */
export const npm = process.env.npm_execpath?.endsWith('.js')
  ? [process.execPath, process.env.npm_execpath]
  : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];

/**
 * Runs a command in the root (or `options.cwd`); its output is the person's unless `options.stdio` says otherwise.
 * @returns the exit status; 1 where a signal ended it. Throws a sentence where it cannot be started.
 */
export function run([command, ...args], options = {}) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell, ...options });
    child.on('error', ({ message }) => reject(new Error(`${command} could not be started: ${message}`)));
    child.on('close', (status) => resolve(status ?? 1));
    options.onStart?.(child);
  });
}

/** Runs a script's main function; what goes wrong is one sentence, not a stack trace. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(`biogloss: ${error.message}`);
    process.exitCode = 1;
  }
}

/** True where the module with this `import.meta.url` is the file that node was asked to run. */
export const isMain = (url) =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
