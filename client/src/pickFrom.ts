import { type QuickInputButton, QuickInputButtons, type QuickPickItem, window } from 'vscode';

export interface Question<Item extends QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** Stands ready for Enter: what was chosen last time. */
  readonly active?: Item | undefined;
  /** Which of several questions this is, counted from 1; with a way back where there is one before it. */
  readonly step?: { readonly number: number; readonly of: number };
  /** The list stays open while a button of one of its rows does something. */
  readonly pressed?: (item: Item, button: QuickInputButton) => void;
}

/** @returns the item; `back` where the person wants the question before; undefined where they changed their mind */
export function pickFrom<Item extends QuickPickItem>(
  question: Question<Item>,
): Promise<Item | 'back' | undefined> {
  const { title, placeholder, items, active, step, pressed } = question;
  const list = window.createQuickPick<Item>();
  list.title = title;
  list.placeholder = placeholder;
  list.items = items;
  if (active) list.activeItems = [active];
  list.matchOnDescription = true;
  // A button may open a document, which takes the focus.
  list.ignoreFocusOut = pressed !== undefined;
  if (step) {
    list.step = step.number;
    list.totalSteps = step.of;
    if (step.number > 1) list.buttons = [QuickInputButtons.Back];
  }
  return new Promise((resolve) => {
    const answer = (given: Item | 'back' | undefined) => {
      resolve(given);
      list.dispose();
    };
    list.onDidAccept(() => list.selectedItems[0] && answer(list.selectedItems[0]));
    list.onDidTriggerButton(() => answer('back'));
    list.onDidTriggerItemButton(({ item, button }) => pressed?.(item, button));
    list.onDidHide(() => answer(undefined));
    list.show();
  });
}
