import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Editor } from './editor';

const bundle = (file: string) => join(process.cwd(), 'dist', file);

/** Starts a server as an editor does, with a model that is not there. */
async function serve(...command: string[]): Promise<{ child: ChildProcess; editor: Editor }> {
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const initializationOptions = { settings: { model: '/nowhere/model' } };
  return { child, editor: await Editor.connect(child.stdout!, child.stdin!, { initializationOptions }) };
}

/** True once a process has ended; where nobody has fetched its exit code yet, Linux still lists it as a zombie. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
      if (/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return true;
    } catch (error) {
      // ESRCH: no such process; ENOENT is /proc of another system, or of a process that ended just now.
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

for (const [name, ...command] of [
  ['dist/server.js --stdio', bundle('server.js'), '--stdio'],
  ['dist/cli.js serve --stdio', bundle('cli.js'), 'serve', '--stdio'],
])
  test(`${name} answers, tells of a missing model, and ends with its client`, {
    timeout: 20_000,
  }, async (t) => {
    if (!existsSync(command[0])) return t.skip(`${command[0]} is not built`);
    const began = performance.now();
    const { child, editor } = await serve(...command);
    const { workerProcess } = await editor.until(
      () => editor.statuses.find(({ state }) => state === 'starting'),
      'a start',
    );
    const { message } = await editor.until(
      () => editor.statuses.find(({ state }) => state === 'failed'),
      'a failure',
    );
    assert.ok(performance.now() - began < 5_000);
    assert.match(message ?? '', /\/nowhere\/model/);
    await editor.open('file:///a.txt', 'Naproxen');
    assert.equal(await editor.hover('file:///a.txt', 'Naproxen'), null);
    child.stdin?.end();
    await once(child, 'exit');
    assert.ok(
      workerProcess !== undefined && (await hasEnded(workerProcess)),
      'the worker outlived its server',
    );
  });

test('shutdown and exit end the process with code 0', { timeout: 20_000 }, async (t) => {
  if (!existsSync(bundle('server.js'))) return t.skip('dist/server.js is not built');
  const { child, editor } = await serve(bundle('server.js'), '--stdio');
  await editor.connection.sendRequest('shutdown');
  await editor.connection.sendNotification('exit');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});
