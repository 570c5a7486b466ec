import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser/lib/esm/main.js';
import {
  commands,
  Position,
  Selection,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { command, contributes } from '../../../client/src/contributions';
import type { CurationItem } from '../../../client/src/curation/curationItem';
import { test } from '../suite';
import { biogloss, marksOf, open, when, workspaceFolder } from './editor';

const text = 'Naproxen and ulcers\n\nNaproxen caused severe ulcers in four patients.\n';

async function openText(name: string, content = text): Promise<TextDocument> {
  const path = join(workspaceFolder(), name);
  writeFileSync(path, content);
  const document = await open(Uri.file(path));
  await marksOf(document);
  return document;
}

/** Puts the cursor into the nth occurrence of some words. */
function select(document: TextDocument, words: string, nth = 0, isWhole = false): void {
  let start = -1;
  for (let n = 0; n <= nth; n++) start = document.getText().indexOf(words, start + 1);
  const [from, to] = [document.positionAt(start), document.positionAt(start + words.length)];
  window.activeTextEditor!.selection = new Selection(from, isWhole ? to : from);
}

/** `state: wording` of all items, once they are as expected. */
async function items(document: TextDocument, ...expected: string[]): Promise<void> {
  const { curation } = await biogloss();
  const said = ({ state, label, type }: CurationItem) => `${state} ${type}: ${label}`;
  const now = () =>
    curation
      .itemsOf(document)
      ?.filter(({ kind }) => kind === 'mention')
      .map(said);
  await when(
    curation.onDidChange,
    () => (now()?.join('; ') === expected.join('; ') ? true : undefined),
    expected.join('; '),
    20_000,
  ).catch((error) => {
    throw new Error(`${error.message}; they are ${now()?.join('; ')}`);
  });
}

const untouched = [
  'undecided Chemical: Naproxen',
  'undecided Disease: ulcers',
  'undecided Chemical: Naproxen',
  'undecided Disease: ulcers',
];

test('what a person decides at the cursor is one step each, taken back one by one', async () => {
  const document = await openText('decided.txt');
  await items(document, ...untouched);
  select(document, 'ulcers', 1);
  await commands.executeCommand(command.accept);
  const accepted = [...untouched.slice(0, 3), 'accepted Disease: ulcers'];
  await items(document, ...accepted);
  await commands.executeCommand(command.growStart);
  const grown = [...untouched.slice(0, 3), 'corrected Disease: severe ulcers'];
  await items(document, ...grown);
  select(document, 'Naproxen');
  await commands.executeCommand(command.reject, { scope: 'document' });
  const rejected = [
    'undecided Disease: ulcers',
    grown[3]!,
    'rejected Chemical: Naproxen',
    'rejected Chemical: Naproxen',
  ];
  await items(document, ...rejected);
  await commands.executeCommand(command.undo);
  await items(document, ...grown);
  await commands.executeCommand(command.undo);
  await items(document, ...accepted);
  await commands.executeCommand(command.undo);
  await items(document, ...untouched);
  await commands.executeCommand(command.redo);
  await items(document, ...accepted);
});

test('words that are selected become a mention, of a type and with a note', async () => {
  const document = await openText('added.txt');
  await items(document, ...untouched);
  select(document, 'patients', 0, true);
  await commands.executeCommand(command.newMention, { type: 'Species' });
  await items(document, ...untouched, 'added Species: patients');
  await commands.executeCommand(command.changeType, { type: 'Person' });
  await items(document, ...untouched, 'added Person: patients');
  await commands.executeCommand(command.note, { note: 'four of them' });
  const { annotations, curation } = await biogloss();
  const noted = () =>
    annotations.of(document)?.mentions.some(({ decided }) => decided?.note === 'four of them') || undefined;
  await when(curation.onDidChange, noted, 'a note');
});

test('a selection around several mentions means all of them', async () => {
  const document = await openText('several.txt');
  await items(document, ...untouched);
  window.activeTextEditor!.selection = new Selection(0, 0, 1, 0);
  await commands.executeCommand(command.accept);
  await items(document, 'accepted Chemical: Naproxen', 'accepted Disease: ulcers', ...untouched.slice(2));
});

test('what is answered after the text has changed decides nothing', async () => {
  const document = await openText('changed.txt');
  await items(document, ...untouched);
  select(document, 'ulcers', 1);
  const asked = commands.executeCommand(command.changeType);
  const edit = new WorkspaceEdit();
  // Another mention of the same name comes to the place that is asked about.
  edit.insert(document.uri, new Position(2, 0), 'Naproxen caused severe ulcers in four patients.\n');
  await workspace.applyEdit(edit);
  const all = [...untouched, ...untouched.slice(2)];
  await items(document, ...all);
  await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  assert.equal(await asked, undefined);
  await items(document, ...all);
});

/** Parts of VS Code that take keys only where no text is edited. */
const elsewhere = /chat|comment|testing/i;

test('outside a review no key of curating is one of VS Code’s own', async () => {
  await commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
  const keybindings: { key: string; command: string; when?: string }[] = parse(
    window.activeTextEditor!.document.getText(),
  );
  await commands.executeCommand('workbench.action.closeActiveEditor');
  assert.ok(
    keybindings.some(({ command: id }) => id === command.accept),
    'ours are among them',
  );
  const own = new Set(
    contributes.keybindings
      .filter(({ when: context }) => !/biogloss\.reviewing|focusedView/.test(context))
      .map(({ key }) => key.split(' ')[0]),
  );
  const collisions = keybindings.filter(
    ({ key, command: id, when: context = '' }) =>
      own.has(key.split(' ')[0]!) &&
      !id.startsWith('biogloss.') &&
      !elsewhere.test(id) &&
      !elsewhere.test(context),
  );
  assert.deepEqual(collisions, []);
});
