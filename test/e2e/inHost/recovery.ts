import assert from 'node:assert/strict';
import { commands, Position, WorkspaceEdit, workspace } from 'vscode';
import { command } from '../../../client/src/contributions';
import { test } from '../suite';
import { biogloss, marksOf, mentionsIn, open, sample, when } from './editor';

test('a killed worker comes back by itself, and the marks are the same', async () => {
  const { status } = await biogloss();
  const document = await open(sample('abstract.txt'));
  const before = mentionsIn(document, await marksOf(document));
  const worker = status.status.workerProcess;
  assert.ok(worker, 'the status names the worker');
  process.kill(worker, 'SIGKILL');
  await when(
    status.onDidChange,
    () => (status.status.workerProcess && status.status.workerProcess !== worker ? true : undefined),
    'another worker',
  );
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), ' ');
  await workspace.applyEdit(edit);
  assert.deepEqual(mentionsIn(document, await marksOf(document)), before);
});

test('Restart Server brings everything back', async () => {
  const { status } = await biogloss();
  const document = await open(sample('abstract.txt'));
  const before = mentionsIn(document, await marksOf(document));
  const worker = status.status.workerProcess;
  await commands.executeCommand(command.restartServer);
  await when(
    status.onDidChange,
    () => (status.status.state === 'ready' && status.status.workerProcess !== worker ? true : undefined),
    'a ready server',
  );
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), ' ');
  await workspace.applyEdit(edit);
  assert.deepEqual(mentionsIn(document, await marksOf(document)), before);
});
