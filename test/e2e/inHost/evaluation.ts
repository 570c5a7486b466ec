import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, TabInputWebview, ViewColumn, window } from 'vscode';
import { command, evaluationViewType } from '../../../client/src/contributions';
import type { EvaluateResult } from '../../../server/src/protocol/commands';
import { test } from '../suite';
import { biogloss, sample, when, workspaceFolder } from './editor';

const corpus = () => sample('corpus.pubtator').fsPath;
const inWorkspace = (name: string) => join(workspaceFolder(), name);

const evaluationTab = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(evaluationViewType));

test('Evaluate on Corpus scores, saves and opens a view with the errors', async () => {
  const out = inWorkspace('scores.json');
  const result = await commands.executeCommand<EvaluateResult>(command.evaluate, { gold: corpus(), out });
  assert.equal(result.documents, 8);
  const { mention_all: all } = JSON.parse(readFileSync(out, 'utf8'));
  assert.ok(all.f1 > 0.3 && all.tp + all.fn > 50, JSON.stringify(all));
  await when(window.tabGroups.onDidChangeTabs, evaluationTab, 'the view of the evaluation');
  const { evaluations } = await biogloss();
  const report = [...evaluations.shown.values()].at(-1)!;
  assert.equal(report.gold, corpus());
  assert.equal(report.stages.length, 3);
});

test('an error of predictions is shown in its document, where it stands', async () => {
  const predictions = inWorkspace('spoilt.pubtator');
  const lines = readFileSync(corpus(), 'utf8').split('\n');
  const spoilt = lines.findIndex((line) => /\t\d+\t\d+\t.*\tDisease\t/.test(line));
  const [id, , , wording] = lines[spoilt].split('\t');
  writeFileSync(predictions, lines.filter((_, at) => at !== spoilt).join('\n'));
  await commands.executeCommand(command.evaluate, { gold: corpus(), predictions });
  const { evaluations } = await biogloss();
  const report = [...evaluations.shown.values()].at(-1)!;
  const [{ errors }] = report.stages;
  const place = errors.findIndex(({ kind }) => kind === 'missed');
  assert.deepEqual([errors[place].gold[0].text, report.documents[errors[place].document].id], [wording, id]);
  await evaluations.showError(report, 0, place, ViewColumn.Beside);
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.fsPath === corpus())!;
  const { start } = editor.selection;
  assert.deepEqual([start.line + 1, start.character + 1], [errors[place].line, errors[place].column]);
  const text = editor.document.lineAt(start.line).text;
  assert.equal(text.slice(start.character, start.character + wording.length), wording);
  await commands.executeCommand('workbench.action.closeAllEditors');
});

test('Evaluate on Corpus tells what is wrong with a file that is no corpus', async () => {
  const report = inWorkspace('never');
  const gold = inWorkspace('there-is-no-such-file');
  assert.equal(await commands.executeCommand(command.evaluate, { gold, report }), undefined);
  assert.ok(!existsSync(report));
});
