import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, languages, Range, TabInputWebview, Uri, ViewColumn, window, workspace } from 'vscode';
import { command, corpusViewType } from '../../../client/src/contributions';
import type { CheckCorpusResult } from '../../../server/src/protocol/commands';
import { test } from '../suite';
import { biogloss, sample, when, workspaceFolder } from './editor';

const corpusTab = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(corpusViewType));

test('Check Corpus opens a view; a place opens in its file, and a warning goes with the line that is edited', async () => {
  const broken = join(workspaceFolder(), 'broken.pubtator');
  const lines = readFileSync(sample('corpus.pubtator').fsPath, 'utf8').split('\n');
  lines[2] = lines[2].replace('\t0\t14\t', '\t1\t15\t');
  writeFileSync(broken, lines.join('\n'));
  const result = await commands.executeCommand<CheckCorpusResult>(command.checkCorpus, { train: [broken] });
  assert.ok(result.usable);
  await when(window.tabGroups.onDidChangeTabs, corpusTab, 'the view of the check');
  const { corpora } = await biogloss();
  const report = [...corpora.shown.values()].at(-1)!;
  const finding = report.findings.findIndex(({ kind }) => kind === 'misread');
  assert.equal(report.findings[finding].places[0].line, 3);
  await corpora.showPlace(report, { finding, place: 0, other: false }, ViewColumn.Beside);
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.fsPath === broken)!;
  assert.equal(editor.selection.start.line, 2);
  const warnings = () =>
    languages
      .getDiagnostics(Uri.file(broken))
      .filter(({ source, message }) => source === 'BioGloss' && /offsets/.test(message));
  // The language server looks through a corpus file that is open, and again after an edit.
  const warnedAt = (...wanted: number[]) =>
    when(
      languages.onDidChangeDiagnostics,
      () =>
        JSON.stringify(warnings().map(({ range }) => range.start.line)) === JSON.stringify(wanted) ||
        undefined,
      `warnings at ${wanted.join()}`,
    );
  await warnedAt(2);
  await editor.edit((edit) => edit.insert(editor.document.lineAt(0).range.start, '\n'));
  await warnedAt(3);
  const { range } = editor.document.lineAt(3);
  await editor.edit((edit) => edit.replace(new Range(range.start, range.end), lines[3]));
  await warnedAt();
  await workspace.save(editor.document.uri);
  await commands.executeCommand('workbench.action.closeAllEditors');
});
