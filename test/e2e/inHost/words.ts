import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import {
  type CodeAction,
  type CompletionList,
  commands,
  languages,
  Range,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { command } from '../../../client/src/contributions';
import { test } from '../suite';
import { biogloss, marksOf, open, sample, when } from './editor';

const wordsFile = () => sample('biogloss-words.tsv');

const actionsAt = (document: TextDocument, range: Range): Thenable<CodeAction[]> =>
  commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);

/** Runs one of the actions at a range, as a click on it does. */
async function act(document: TextDocument, range: Range, title: RegExp): Promise<void> {
  const actions = await actionsAt(document, range);
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action, `${title} is none of ${actions.map(({ title }) => title).join(' | ')}`);
  assert.ok(action.edit && (await workspace.applyEdit(action.edit)), 'the edit is applied');
}

/** Waits until the marks of a document are as wanted. */
async function until(
  document: TextDocument,
  wanted: (texts: string[]) => boolean,
  what: string,
): Promise<void> {
  const { annotations } = await biogloss();
  const texts = () => annotations.of(document)?.mentions.map(({ text }) => text.toLowerCase()) ?? [];
  await when(annotations.onDidChange, () => (wanted(texts()) ? true : undefined), what, 20_000);
}

const saved = (): Promise<string> =>
  when(
    workspace.onDidSaveTextDocument,
    () => (existsSync(wordsFile().fsPath) && readFileSync(wordsFile().fsPath, 'utf8')) || undefined,
    'the words file on the disk',
    20_000,
  );

test('“Never mark” writes the words file, which counts at once and can be undone', async () => {
  const document = await open(sample('abstract.txt'));
  const { mentions } = await marksOf(document);
  const naproxen = mentions.find(({ text }) => text === 'naproxen')!.ranges[0];
  await act(document, naproxen, /^Never mark "naproxen"$/);
  await until(document, (texts) => !texts.includes('naproxen'), 'marks without naproxen');
  assert.match(await saved(), /^ban\tnaproxen\tChemical$/m);
  await window.showTextDocument(await workspace.openTextDocument(wordsFile()));
  await commands.executeCommand('undo');
  await until(document, (texts) => texts.includes('naproxen'), 'naproxen again');
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('a concept is chosen by command, and a name that is selected is marked from then on', async () => {
  rmSync(wordsFile().fsPath, { force: true });
  const document = await open(sample('abstract.txt'));
  const { annotations } = await biogloss();
  const { mentions } = await marksOf(document);
  const { type, text } = mentions[0];
  const word = {
    uri: document.uri.toString(),
    action: 'pin',
    name: text,
    type,
    choices: [],
    concept: 'lab:7',
  };
  await commands.executeCommand(command.chooseConcept, word);
  await when(
    annotations.onDidChange,
    () => annotations.of(document)?.mentions[0]?.concepts.includes('lab:7') || undefined,
    'the chosen concept',
  );
  const start = document.getText().indexOf('widely');
  const widely = new Range(document.positionAt(start), document.positionAt(start + 'widely'.length));
  await act(document, widely, /^Always mark "widely" as Disease$/);
  await until(document, (texts) => texts.includes('widely'), 'the added name');
});

test('a words file with mistakes shows them, and a fix mends one', async () => {
  const uri = wordsFile();
  const edit = new WorkspaceEdit();
  edit.createFile(uri, {
    overwrite: true,
    contents: Buffer.from('bann\tlead\npin\tDM\tDisease\tdiabetes mell'),
  });
  assert.ok(await workspace.applyEdit(edit));
  const document = await open(uri);
  assert.equal(document.languageId, 'biogloss-words');
  const problems = () => languages.getDiagnostics(uri).filter(({ source }) => source === 'BioGloss');
  await when(languages.onDidChangeDiagnostics, () => problems().length === 2 || undefined, 'two diagnostics');
  assert.match(problems()[0].message, /"bann" is none of the actions/);
  await act(document, problems()[0].range, /^Change "bann" to "ban"$/);
  assert.ok(document.getText().startsWith('ban\tlead\n'));
  const end = document.lineAt(1).range.end;
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    end,
  );
  const [first] = list.items;
  assert.equal(typeof first.label === 'string' ? first.label : first.label.label, 'Diabetes Mellitus');
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  rmSync(uri.fsPath, { force: true });
});
