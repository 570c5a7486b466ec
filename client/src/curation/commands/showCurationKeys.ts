import { commands, type QuickPickItem, window } from 'vscode';
import type { CommandContext } from '../../commands/commandContext';
import { curationTitles } from '../curationCommands';
import { type CurationKey, chordStart, curationKeys } from '../curationKeys';

interface KeyItem extends QuickPickItem {
  readonly key: CurationKey;
}

/** All keys of curating; one that is chosen does what it says. */
export async function showCurationKeys({ review }: CommandContext): Promise<void> {
  const before = review.isOn ? '' : `${shown(chordStart)} `;
  const items = curationKeys
    .filter(({ options }) => options === undefined)
    .map((key): KeyItem => {
      const scoped = curationKeys.some(({ command, options }) => command === key.command && options);
      const more = scoped ? ' (Shift: all identical in the document, Shift+Alt: in the workspace)' : '';
      return {
        label: `${before}${shown(key.key)}`,
        description: `${curationTitles[key.command]}${more}`,
        key,
      };
    });
  const placeHolder = review.isOn
    ? 'Escape ends the review. Type to search what keys do'
    : `${shown(chordStart)} and then a letter; in a review the letter alone. Type to search what keys do`;
  const choice = await window.showQuickPick(items, {
    title: 'Keys of curating',
    placeHolder,
    matchOnDescription: true,
  });
  if (choice) await commands.executeCommand(choice.key.command, choice.key.options);
}

/** `shift+alt+a` as it is printed on keys: `Shift+Alt+A`. */
const shown = (key: string): string =>
  key.replace(/[^+]+/g, (part) => part[0]!.toUpperCase() + part.slice(1));
