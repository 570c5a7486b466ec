// Stands in for the `code` executable that @vscode/test-electron starts: the same arguments, VS Code's server and a headless
// Chromium instead of Electron, the suite's exit code.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format, parseArgs } from 'node:util';
import { launchBrowser } from './browser';
import { CodeServer } from './codeServer';

const timeLimit = 300_000;
/** What VS Code logs about itself in a browser; nothing of it concerns an extension. */
const noise =
  /^(Ignoring fetching|Resolv|Creating a socket|\[reconn|\[Service W|\[AgentHost|\[AccountP|Updating additional|Canceled)|bindings file|native-watchdog|authentication provider/;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});
const text = (value: unknown) => (typeof value === 'string' ? resolve(value) : undefined);

async function main(): Promise<number> {
  const server = await CodeServer.start({
    testDriver: true,
    userData: text(values['user-data-dir']),
    extensions: text(values['extensions-dir']),
  });
  const browser = await launchBrowser();
  process.once(
    'SIGTERM',
    () => void Promise.allSettled([browser.close(), server.stop()]).then(() => process.exit(98)),
  );
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const crash = new Promise<never>((_, reject) =>
      page.on('crash', () => reject(new Error('the page crashed'))),
    );
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      const line = format(...args);
      if (process.env.BIOGLOSS_E2E_VERBOSE || !noise.test(line)) console.log(line);
    });
    const exit = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
    const development = [values.extensionDevelopmentPath ?? []].flat().map((path) => text(path)!);
    const tests = text(values.extensionTestsPath);
    const payload = development.map((path) => ['extensionDevelopmentPath', server.uri(path)] as const);
    if (tests) payload.push(['extensionTestsPath' as never, server.uri(tests)]);
    const folder = text(positionals[0]) ?? mkdtempSync(join(tmpdir(), 'biogloss-empty-'));
    await page.goto(server.address(folder, payload));
    const late = delay(timeLimit, undefined, { ref: false }).then(() => {
      throw new Error(
        `the suite was not done after ${timeLimit / 1000} s; the server's last words:\n${server.log.slice(-3000)}`,
      );
    });
    return await Promise.race([exit, crash, server.hostDeath, late]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

// Whoever started this may be killed: the server and the browser must not stay behind.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 1_000).unref();

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(97);
  },
);
