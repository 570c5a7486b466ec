import { ConfigurationTarget, type QuickPickItem, window, workspace } from 'vscode';
import type { ModelSummary, StatusParams } from '../../../server/src/protocol/status';
import { setting } from '../contributions';
import type { CommandContext } from './commandContext';
import { guidelineItems } from './guidelineItems';
import { settingTarget } from './settingTarget';

export interface ChooseGuidelinesOptions {
  /** Names of the model's guidelines; empty for those that it marks by itself. */
  readonly guidelines?: readonly string[];
}

/** Lets the person tick what the active model can mark, genes say, and writes the setting; open documents are read anew. */
export async function chooseGuidelines(
  { statusItem: { status } }: CommandContext,
  options: ChooseGuidelinesOptions = {},
): Promise<void> {
  const { model } = status;
  const chosen = options.guidelines ?? (model ? await ask(model) : await tellThatNoneIsLoaded(status));
  if (!chosen) return;
  const target = settingTarget(setting.guidelines);
  // In a workspace, nothing at all would mean the person's own setting.
  const value = chosen.length === 0 && target === ConfigurationTarget.Global ? undefined : chosen;
  await workspace.getConfiguration().update(setting.guidelines, value, target);
}

async function ask(model: ModelSummary): Promise<string[] | undefined> {
  const items = guidelineItems(model).map(
    ({ name, entityTypes, inUse }): QuickPickItem & { readonly name: string } => ({
      name,
      label: entityTypes.join(', '),
      description: `by the guideline ${name}`,
      picked: inUse,
    }),
  );
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: 'BioGloss: Choose What Is Marked',
    placeHolder: 'Where names overlap, the higher one in this list counts',
  });
  return chosen?.map(({ name }) => name);
}

async function tellThatNoneIsLoaded({ state }: StatusParams): Promise<undefined> {
  await window.showInformationMessage(
    state === 'starting'
      ? 'No model is loaded yet: BioGloss says in the status bar when it is ready.'
      : 'No model reads your documents now, and only a model can be asked for more: the status bar says what reads them.',
  );
}
