import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { commands, workspace } from 'vscode';
import { command, setting } from '../../../client/src/contributions';
import type { ListedModel } from '../../../server/src/protocol/models';
import { test } from '../suite';
import { biogloss, marksOf, open, sample, when } from './editor';

const selected = () => workspace.getConfiguration().inspect<string>(setting.model)?.workspaceValue;

/** Waits until a model reads documents. */
async function inUse(model: ListedModel): Promise<void> {
  const { status } = await biogloss();
  const isIt = () =>
    (status.status.state === 'ready' && status.status.model?.folder === model.files) || undefined;
  await when(status.onDidChange, isIt, model.folder);
}

test('a model is exported, imported, put to use for this workspace, rolled back and removed', async () => {
  const { models } = await biogloss();
  const [embedded] = await models.list();
  assert.equal(embedded.origin, 'embedded');
  assert.ok(embedded.scores && embedded.card && embedded.bytes > 0);
  const out = sample('packed.biogloss.zip').fsPath;
  await commands.executeCommand(command.exportModel, { model: embedded, out });
  const imported = await commands.executeCommand<ListedModel>(command.importModel, {
    from: out,
    name: 'packed',
  });
  assert.deepEqual([basename(imported.folder), imported.kind], ['packed', 'model']);
  assert.ok((await models.list()).some(({ folder }) => folder === imported.folder));

  const document = await open(sample('abstract.txt'));
  const before = (await marksOf(document)).mentions.length;
  await inUse(embedded);
  await commands.executeCommand(command.useModel, { model: imported });
  await inUse(imported);
  assert.equal(selected(), imported.folder);
  assert.equal(models.useOf(imported)?.state, 'ready');
  assert.equal(models.useOf(embedded), undefined);
  assert.equal((await marksOf(document)).mentions.length, before);

  await commands.executeCommand(command.rollBackModel);
  await inUse(embedded);
  assert.equal(selected() ?? '', '');

  await commands.executeCommand(command.useModel, { model: imported });
  await inUse(imported);
  // In use and removed: the embedded one takes its place.
  await commands.executeCommand(command.removeModel, { model: imported, isAgreed: true });
  await inUse(embedded);
  assert.ok(!existsSync(imported.folder));
  assert.deepEqual(
    (await models.list()).filter(({ origin }) => origin === 'imported'),
    [],
  );
});

test('what cannot be imported is a sentence, and the list stays as it was', async () => {
  const { models } = await biogloss();
  const before = await models.list();
  // The command tells the person and gives nothing.
  const corpus = sample('corpus.pubtator').fsPath;
  assert.equal(await commands.executeCommand(command.importModel, { from: corpus }), undefined);
  assert.deepEqual(await models.list(), before);
});
