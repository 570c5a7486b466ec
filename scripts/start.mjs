// From a fresh clone to the first annotated text: sets up, prints the sample with its annotations, opens it in the editor.
//   npm start                      the sample
//   npm start -- FILE …            these files instead
//   npm start -- --browser …       VS Code in the browser even where there is a desktop one, or no display at all
// Where nobody looks on (CI is set, or there is no display) it ends after printing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setUp } from './setup.mjs';
import { commandPath } from './systemPackages.mjs';
import { main, root, run, say } from './terminal.mjs';

await main(async () => {
  const { values, positionals } = parseArgs({
    options: { browser: { type: 'boolean' } },
    allowPositionals: true,
  });
  const files =
    positionals.length > 0
      ? positionals.map((file) => resolve(callersFolder(), file))
      : [join(root, 'samples/abstract.txt')];
  const missing = files.find((file) => !existsSync(file));
  if (missing) throw new Error(`${missing} does not exist`);

  await setUp();
  const status = await run([process.execPath, 'dist/cli.js', 'annotate', ...files, '--to', 'pretty']);
  if (status !== 0) return status;
  if (!values.browser && !someoneLooksOn(process.env)) return 0;
  return values.browser || !desktopEditor() ? openInBrowser(files) : openOnDesktop(files);
});

/** npm runs scripts in the root, and says where it was called. */
function callersFolder() {
  return process.env.INIT_CWD ?? process.cwd();
}

function someoneLooksOn(env) {
  if (env.CI && env.CI !== '0' && env.CI !== 'false') return false;
  if (process.platform !== 'linux') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** VS Code's `code` command, where it is there and works. */
function desktopEditor() {
  const code = commandPath('code');
  if (!code) return undefined;
  const options = { timeout: 20_000, stdio: 'ignore', shell: code.endsWith('.cmd') };
  return spawnSync(code, ['--version'], options).status === 0 ? code : undefined;
}

/** A window of its own with this repository as an extension: nothing is installed in the person's VS Code. */
function openOnDesktop(files) {
  return run([desktopEditor(), '--new-window', '--extensionDevelopmentPath', root, ...files]);
}

async function openInBrowser(files) {
  const { editorTools } = await import('./e2eTools.mjs');
  const { serveEditor } = await import('./browserEditor.mjs');
  const tools = editorTools();
  if (tools.missing) {
    say(`The editor cannot be opened here: there is no "code" command, and ${tools.missing}.`);
    return 0;
  }
  const { link, stop, ended } = await serveEditor(tools, files);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  process.stdout.write(`\nThe editor is open to you alone, until Ctrl+C, at\n\n  ${link}\n\n`);
  showLink(link);
  await ended;
  return 0;
}

/** Opens the link where the system has a way to; otherwise the printed one has to do. */
function showLink(link) {
  const opener = { darwin: 'open', linux: 'xdg-open' }[process.platform];
  if (opener && commandPath(opener) && someoneLooksOn(process.env))
    spawnSync(opener, [link], { stdio: 'ignore', timeout: 10_000 });
}
