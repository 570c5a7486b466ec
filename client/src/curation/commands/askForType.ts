import { type QuickPickItem, type TextDocument, window } from 'vscode';
import type { CommandContext } from '../../commands/commandContext';

/** A type of mentions: one that the model or the document has, or another one that is typed. @returns undefined where the person changed their mind */
export async function askForType(
  { statusItem, curation }: CommandContext,
  document: TextDocument,
  { title, but }: { title: string; but?: string },
): Promise<string | undefined> {
  const mentions = (curation.itemsOf(document) ?? []).filter(({ kind }) => kind === 'mention');
  const known = new Set([
    ...(statusItem.status.model?.entityTypes ?? []),
    ...mentions.map(({ type }) => type),
  ]);
  if (but) known.delete(but);
  const other: QuickPickItem = { label: '$(edit) Another type…' };
  const choice = await window.showQuickPick([...[...known].map((label) => ({ label })), other], {
    title,
    placeHolder: 'Type',
  });
  if (choice !== other) return choice?.label;
  const typed = await window.showInputBox({
    title,
    prompt: 'One word, as the corpus that you make calls it',
    validateInput: (value) => (/^\S+$/.test(value.trim()) ? undefined : 'A type is one word.'),
  });
  return typed?.trim();
}
