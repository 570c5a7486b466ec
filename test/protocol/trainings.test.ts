import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { commands } from '../../server/src/protocol/commandNames';
import type { FineTuneResult, TrainingsResult } from '../../server/src/protocol/commands';
import { followRun } from '../../server/src/runs/followRun';
import type { RunState } from '../../server/src/runs/state';
import { stopRun } from '../../server/src/runs/stop';
import { giveTurn } from '../support/giveTurn';
import { tinyTrainingFolder } from '../support/tinyTraining';
import { Editor } from './editor';

const server = join(process.cwd(), 'dist', 'server.js');
const skip = existsSync(server) ? false : 'dist/ is not built';

const { path, order, remove } = tinyTrainingFolder({ epochs: 40, epoch: 'last' });
before(() => {
  const config = JSON.parse(readFileSync(path('config.json'), 'utf8'));
  writeFileSync(path('endless.json'), JSON.stringify({ ...config, epochs: 1000 }));
  // The list of runs that these tests make is theirs.
  process.env.XDG_DATA_HOME = path('data');
});
after(async () => {
  for (const run of ['left', 'killed']) await stopRun(path(run));
  remove();
});

/** A server as an editor starts it, with a model that is not there. */
async function serve(t: TestContext): Promise<{ child: ChildProcess; editor: Editor }> {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill());
  const initializationOptions = { settings: { model: '/nowhere/model' } };
  return { child, editor: await Editor.connect(child.stdout!, child.stdin!, { initializationOptions }) };
}

const argument = (run: string, settings = 'config.json') => {
  const { train, base, out } = order(run);
  return { train: [...train], base, config: path(settings), out };
};

/** Waits for a run to be as it is said. */
function until(run: string, holds: (state: RunState) => boolean): Promise<RunState> {
  return new Promise((resolve) => {
    const leave = followRun(path(run), {
      events: () => {},
      state: (state) => {
        if (!state || !holds(state)) return;
        leave();
        resolve(state);
      },
    });
  });
}

const execute = (editor: Editor, command: string, args: object, source = new CancellationTokenSource()) =>
  editor.connection.sendRequest('workspace/executeCommand', { command, arguments: [args] }, source.token);

const runsOf = async (editor: Editor) =>
  ((await execute(editor, commands.trainings, {})) as TrainingsResult).runs;

test('a training outlives its server, and another server finds it, follows it and stops it', {
  skip,
  timeout: 240_000,
}, async (t) => {
  t.after(giveTurn(path('left')));
  const first = await serve(t);
  const ended = execute(first.editor, commands.fineTune, argument('left', 'endless.json')).then(() =>
    assert.fail('it ends by itself'),
  );
  const { pid } = await Promise.race([ended, until('left', ({ step }) => step !== undefined)]);
  first.child.kill('SIGKILL');
  await once(first.child, 'close');
  first.editor.connection.dispose();

  const { editor } = await serve(t);
  const [found] = await runsOf(editor);
  assert.deepEqual([found.folder, found.state, found.pid], [path('left'), 'running', pid]);
  await assert.rejects(
    execute(editor, commands.fineTune, argument('left', 'endless.json')),
    new RegExp(`is being trained in by another process \\(${pid}\\)`),
  );
  const source = new CancellationTokenSource();
  const followed = execute(editor, commands.followTraining, { out: path('left') }, source);
  const began = found.step!;
  await until('left', ({ step }) => step! > began);
  const asked = performance.now();
  source.cancel();
  await assert.rejects(followed, { code: LSPErrorCodes.RequestCancelled });
  assert.ok(performance.now() - asked < 150, `${performance.now() - asked} ms`);
  await until('left', ({ state }) => state === 'stopped');
  assert.ok(existsSync(join(path('left'), 'checkpoint.safetensors')));
  assert.deepEqual(
    (await runsOf(editor)).map(({ state, resumable }) => [state, resumable]),
    [['stopped', true]],
  );
  await editor.close();
});

test('a training that was killed is told to have died, and is gone on with to its end', {
  skip,
  timeout: 240_000,
}, async (t) => {
  t.after(giveTurn(path('killed')));
  const { editor } = await serve(t);
  const failed = assert.rejects(
    execute(editor, commands.fineTune, argument('killed')),
    /The training in .*killed has died.* It can be resumed\./,
  );
  const { pid } = await until('killed', ({ state, step }) => state === 'running' && step !== undefined);
  process.kill(pid!, 'SIGKILL');
  await failed;
  const result = (await execute(editor, commands.resumeTraining, { out: path('killed') })) as FineTuneResult;
  assert.equal(result.out, path('killed'));
  assert.ok(existsSync(join(path('killed'), 'model-best', 'config.json')));
  assert.match(readFileSync(join(path('killed'), 'run.json'), 'utf8'), /biogloss train --train/);
  assert.equal((await runsOf(editor)).find(({ folder }) => folder === path('killed'))?.state, 'done');
  await editor.close();
});
