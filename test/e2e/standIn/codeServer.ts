import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tools } from './tools';

/** VS Code without its greetings, side bars, updates and accounts. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'editor.hover.delay': 100,
  'files.simpleDialog.enable': true,
};

export interface CodeServerOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly userData?: string;
  readonly extensions?: string;
  /** Folder of an extension's sources, to be installed as it is. */
  readonly install?: string;
  /** Lets VS Code run a test suite in its extension host; most messages on screen are suppressed then. */
  readonly testDriver?: boolean;
}

/** VS Code's own server on a free loopback port, with folders of its own. */
export class CodeServer {
  /** Its output; the extension host's death is a line of it. */
  log = '';
  private onHostDeath: (error: Error) => void = () => {};
  readonly hostDeath = new Promise<never>((_, reject) => {
    this.onHostDeath = reject;
  });

  private constructor(
    private readonly process: ChildProcess,
    readonly port: number,
    private readonly folder: string,
  ) {
    this.hostDeath.catch(() => {});
    for (const stream of [process.stdout!, process.stderr!])
      stream.on('data', (chunk) => this.read(String(chunk)));
  }

  static async start({
    settings,
    userData,
    extensions,
    install,
    testDriver,
  }: CodeServerOptions = {}): Promise<CodeServer> {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-code-'));
    const user = userData ?? join(folder, 'user-data');
    const extensionFolder = extensions ?? join(folder, 'extensions');
    const port = await freePort();
    writeSettings(user, settings);
    mkdirSync(extensionFolder, { recursive: true });
    if (install) symlinkSync(install, join(extensionFolder, 'biogloss'));
    writeFileSync(join(folder, 'config.yaml'), 'auth: none\ncert: false\n');
    const { node, codeServer } = tools();
    const args = [
      codeServer,
      '--config',
      join(folder, 'config.yaml'),
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${port}`,
    ];
    args.push('--user-data-dir', user, '--extensions-dir', extensionFolder);
    args.push(
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
    );
    args.push('--reconnection-grace-time', '5');
    if (testDriver) args.push('--vscode-option', 'enable-smoke-test-driver');
    // A group of its own, so that the extension host and its workers end with it.
    const child = spawn(node, args, {
      env: environment(folder),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new CodeServer(child, port, folder);
    await server.ready();
    return server;
  }

  /** Where what runs in it keeps a person's data (XDG base directory specification). */
  get dataHome(): string {
    return dataHomeIn(this.folder);
  }

  uri(path: string): string {
    return `vscode-remote://localhost:${this.port}${path}`;
  }

  /** The address that opens a folder; `payload` is VS Code's own list of what else to do, as pairs. */
  address(folder: string, payload: readonly (readonly [string, string])[] = []): string {
    const query = `folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    return `http://localhost:${this.port}/?${query}`;
  }

  async stop(): Promise<void> {
    const ended = this.process.exitCode === null ? once(this.process, 'exit') : undefined;
    try {
      process.kill(-this.process.pid!, 'SIGTERM');
    } catch {
      // It has ended already.
    }
    await Promise.race([ended, delay(5_000, undefined, { ref: false })]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private read(chunk: string): void {
    this.log += chunk;
    if (process.env.BIOGLOSS_E2E_VERBOSE) process.stderr.write(chunk);
    const death = /Extension Host Process exited with code: (?:null|[1-9]\d*), signal: \w+/.exec(chunk);
    if (death) this.onHostDeath(new Error(death[0]));
  }

  private async ready(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (this.process.exitCode !== null) break;
      const answer = await fetch(`http://127.0.0.1:${this.port}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await delay(100);
    }
    const { log } = this;
    await this.stop();
    throw new Error(`code-server did not start:\n${log}`);
  }
}

function writeSettings(userData: string, settings: CodeServerOptions['settings'] = {}): void {
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(
    join(userData, 'User', 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
}

const dataHomeIn = (folder: string): string => join(folder, 'data');

function environment(folder: string): NodeJS.ProcessEnv {
  const own = {
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: dataHomeIn(folder),
    XDG_CACHE_HOME: join(folder, 'cache'),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
  const { ELECTRON_RUN_AS_NODE: _, VSCODE_IPC_HOOK_CLI: __, ...inherited } = process.env;
  return { ...inherited, ...own };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string')
    throw new Error('no free port on the loopback interface');
  return address.port;
}
