import { type QuickPickItem, window, workspace } from 'vscode';
import { setting } from '../contributions';
import type { CommandContext } from './commandContext';
import { settingTarget } from './settingTarget';

export interface ChooseGuidelinesOptions {
  /** Names of the model's guidelines; empty for its own first one. */
  readonly guidelines?: readonly string[];
}

interface GuidelineItem extends QuickPickItem {
  readonly name: string;
}

/** Lets the person tick what the active model can mark, genes say, and writes the setting; open documents are read anew. */
export async function chooseGuidelines(
  { statusItem }: CommandContext,
  options: ChooseGuidelinesOptions = {},
): Promise<void> {
  const known = statusItem.status.model?.guidelines;
  const chosen = options.guidelines ?? (known ? await ask(known) : await tellThatNoneIsLoaded());
  if (chosen)
    await workspace
      .getConfiguration()
      .update(
        setting.guidelines,
        chosen.length === 0 ? undefined : chosen,
        settingTarget(setting.guidelines),
      );
}

async function ask(
  known: readonly { readonly name: string; readonly entityTypes: readonly string[] }[],
): Promise<string[] | undefined> {
  const inUse = workspace.getConfiguration().get<string[]>(setting.guidelines, []);
  const items: GuidelineItem[] = known.map(({ name, entityTypes }, index) => ({
    name,
    label: entityTypes.join(', '),
    description: `by the guideline ${name}`,
    picked: inUse.length === 0 ? index === 0 : inUse.includes(name),
  }));
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: 'BioGloss: Choose What Is Marked',
    placeHolder: 'Where two find overlapping names, the one that is higher in this list counts',
  });
  return chosen?.map(({ name }) => name);
}

async function tellThatNoneIsLoaded(): Promise<undefined> {
  await window.showInformationMessage(
    'No model is loaded yet: BioGloss says in the status bar when it is ready.',
  );
}
