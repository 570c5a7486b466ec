import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type StatusParams, statusNotification } from '../../server/src/protocol/status';

const bundle = (file: string) => join(process.cwd(), 'dist', file);

interface Served {
  readonly child: ChildProcess;
  readonly client: ProtocolConnection;
  /** The first status that tells of a state. */
  status(state: StatusParams['state']): Promise<StatusParams>;
}

/** Starts a server as an editor does, with a model that is not there, and shakes hands. */
async function serve(...command: string[]): Promise<Served> {
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = createProtocolConnection(
    new StreamMessageReader(child.stdout!),
    new StreamMessageWriter(child.stdin!),
  );
  const seen: StatusParams[] = [];
  let look = () => {};
  client.onNotification(statusNotification, (status: StatusParams) => {
    seen.push(status);
    look();
  });
  client.onNotification('window/logMessage', () => {});
  client.listen();
  const settings = { model: '/nowhere/model' };
  const initializationOptions = { status: true, settings };
  await client.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await client.sendNotification('initialized', {});
  const status = (state: StatusParams['state']) =>
    new Promise<StatusParams>((resolve) => {
      look = () => {
        const found = seen.find((status) => status.state === state);
        if (found) resolve(found);
      };
      look();
    });
  return { child, client, status };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

for (const [name, ...command] of [
  ['dist/server.js --stdio', bundle('server.js'), '--stdio'],
  ['dist/cli.js serve --stdio', bundle('cli.js'), 'serve', '--stdio'],
])
  test(`${name} answers, tells of a missing model, and ends with its client`, {
    timeout: 20_000,
  }, async (t) => {
    if (!existsSync(command[0])) return t.skip(`${command[0]} is not built`);
    const began = performance.now();
    const { child, client, status } = await serve(...command);
    const { workerProcess } = await status('starting');
    const { message } = await status('failed');
    assert.ok(performance.now() - began < 5_000);
    assert.match(message ?? '', /\/nowhere\/model/);
    const textDocument = { uri: 'file:///a.txt', languageId: 'plaintext', version: 1, text: 'Naproxen' };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    const position = { line: 0, character: 2 };
    assert.equal(await client.sendRequest('textDocument/hover', { textDocument, position }), null);
    child.stdin?.end();
    await once(child, 'exit');
    assert.ok(workerProcess === undefined || !isRunning(workerProcess), 'the worker outlived its server');
  });

test('shutdown and exit end the process with code 0', { timeout: 20_000 }, async (t) => {
  if (!existsSync(bundle('server.js'))) return t.skip('dist/server.js is not built');
  const { child, client } = await serve(bundle('server.js'), '--stdio');
  await client.sendRequest('shutdown');
  await client.sendNotification('exit');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});
