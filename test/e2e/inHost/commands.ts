import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Selection, window, workspace } from 'vscode';
import { command, setting } from '../../../client/src/contributions';
import type { AnalyseResult, ExportResult, FineTuneResult } from '../../../server/src/protocol/commands';
import { giveTurn } from '../../support/giveTurn';
import { test } from '../suite';
import { biogloss, marksOf, mentionsIn, open, sample, when, workspaceFolder } from './editor';

const corpus = () => sample('corpus.pubtator').fsPath;

test('Analyse Document counts what it found', async () => {
  const document = await open(sample('notes.md'));
  const result = await commands.executeCommand<AnalyseResult>(command.analyseDocument);
  const { mentions } = await marksOf(document);
  assert.equal(result.mentions, mentions.length);
});

test('Go to Next and Previous Mention walk through the marks and around the end', async () => {
  const document = await open(sample('notes.md'));
  const { mentions } = await marksOf(document);
  const editor = window.activeTextEditor!;
  const start = document.positionAt(0);
  editor.selection = new Selection(start, start);
  const visited: string[] = [];
  for (let i = 0; i <= mentions.length; i++) {
    await commands.executeCommand(command.nextMention);
    visited.push(document.getText(editor.selection));
  }
  const wordings = mentions.map(({ ranges }) => document.getText(ranges[0].union(ranges.at(-1)!)));
  assert.deepEqual(visited, [...wordings, wordings[0]]);
  await commands.executeCommand(command.previousMention);
  assert.equal(document.getText(editor.selection), wordings.at(-1));
});

test('Toggle Highlights changes the setting, and changes it back', async () => {
  const enabled = () => workspace.getConfiguration().get(setting.highlight);
  assert.equal(enabled(), true);
  await commands.executeCommand(command.toggleHighlights);
  assert.equal(enabled(), false);
  await commands.executeCommand(command.toggleHighlights);
  assert.equal(enabled(), true);
});

test('Export Annotations writes a PubTator file of what is marked', async () => {
  const document = await open(sample('notes.md'));
  const { mentions } = await marksOf(document);
  const out = join(workspaceFolder(), 'notes.pubtator');
  const result = await commands.executeCommand<ExportResult>(command.exportAnnotations, {
    format: 'pubtator',
    out,
  });
  assert.equal(result.mentions, mentions.length);
  const lines = readFileSync(out, 'utf8').split('\n');
  assert.equal(lines.filter((line) => /^[^|\t]+\t\d+\t\d+\t/.test(line)).length, mentions.length);
});

test('Fine-Tune on Corpus makes a model that can be chosen and reads on', async () => {
  const out = join(workspaceFolder(), 'tuned');
  const leave = giveTurn(out);
  const training = commands.executeCommand<FineTuneResult>(command.fineTune, {
    train: [corpus()],
    dev: corpus(),
    config: 'quick',
    out,
  });
  const result = await Promise.resolve(training).finally(leave);
  assert.equal(result.out, out);
  assert.ok(existsSync(join(out, 'model-best', 'config.json')));
  const { status } = await biogloss();
  await commands.executeCommand(command.chooseModel, { folder: out });
  const loaded = () =>
    status.status.state === 'ready' && status.status.model?.folder.startsWith(out) ? true : undefined;
  await when(status.onDidChange, loaded, 'the fine-tuned model');
  await commands.executeCommand(command.chooseModel, { folder: '' });
  const embedded = () =>
    status.status.state === 'ready' && !status.status.model?.folder.startsWith(out) ? true : undefined;
  await when(status.onDidChange, embedded, 'the embedded model');
});

test('Choose What Is Marked adds genes to an open document, and takes them away', async () => {
  const document = await open(sample('abstract.txt'));
  const { status } = await biogloss();
  await commands.executeCommand(command.chooseGuidelines, { guidelines: ['bc5cdr', 'genes'] });
  const types = () => status.status.model?.entityTypes.join();
  await when(
    status.onDidChange,
    () => (types() === 'Chemical,Disease,Gene' ? true : undefined),
    'a model that marks genes',
  );
  assert.ok(mentionsIn(document, await marksOf(document)).includes('Chemical: Naproxen'));
  await commands.executeCommand(command.chooseGuidelines, { guidelines: [] });
  await when(
    status.onDidChange,
    () => (types() === 'Chemical,Disease' ? true : undefined),
    'the model as it comes',
  );
});

test('Select Model says why a folder is no model, and the embedded one comes back', async () => {
  const { status } = await biogloss();
  await commands.executeCommand(command.chooseModel, { folder: join(workspaceFolder(), 'no-model-here') });
  const message = await when(
    status.onDidChange,
    () => (status.status.state === 'failed' ? (status.status.message ?? '') : undefined),
    'a failure',
    10_000,
  );
  assert.match(message, /no-model-here/);
  await commands.executeCommand(command.chooseModel, { folder: '' });
  await when(
    status.onDidChange,
    () => (status.status.state === 'ready' ? true : undefined),
    'the embedded model',
  );
});

test('Show Log opens the log', async () => {
  await commands.executeCommand(command.showLog);
});
