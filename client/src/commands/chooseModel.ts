import { ConfigurationTarget, type QuickPickItem, window, workspace } from 'vscode';
import type { ListedModel } from '../../../server/src/protocol/models';
import { setting } from '../contributions';
import type { Models } from '../models/models';
import { readsTexts } from '../models/modelText';
import { askForFolder } from './askForFolder';
import { itemOf, type ModelOptions } from './askForModel';
import type { CommandContext } from './commandContext';

export interface ChooseModelOptions extends ModelOptions {
  /** A model folder or run folder; empty for the model that comes with BioGloss. */
  readonly folder?: string;
}

/** Writes the setting; the server loads the model, and the status item says what became of it. */
export async function chooseModel(
  { models }: CommandContext,
  { folder: given, model }: ChooseModelOptions = {},
): Promise<void> {
  const folder = given ?? (model ? settingOf(model) : await askForModelFolder(models));
  if (folder !== undefined) await setModel(folder);
}

/** As the setting names a model. */
export const settingOf = ({ folder, origin }: ListedModel): string => (origin === 'embedded' ? '' : folder);

/** For this workspace, where one is open: other work may need another model. @param folder '' for the embedded model */
export function setModel(folder: string): Thenable<void> {
  const inWorkspace = (workspace.workspaceFolders ?? []).length > 0;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  // In a workspace, nothing at all would mean the person's own setting.
  const value = folder === '' && !inWorkspace ? undefined : folder;
  return workspace.getConfiguration().update(setting.model, value, target);
}

/** @returns '' for the embedded model, undefined where the person changed their mind */
async function askForModelFolder(models: Models): Promise<string | undefined> {
  const browse: QuickPickItem & { model?: ListedModel } = {
    label: '$(folder-opened) Browse…',
    description: 'a model folder or a training run',
  };
  const offered = async () => [
    ...(await models.list()).filter(readsTexts).map((model) => itemOf(models, model)),
    browse,
  ];
  const choice = await window.showQuickPick(offered(), {
    title: 'BioGloss: Select Model',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (choice !== browse) return choice?.model && settingOf(choice.model);
  return askForFolder({ title: 'Model folder or training run', openLabel: 'Use This Model' });
}
