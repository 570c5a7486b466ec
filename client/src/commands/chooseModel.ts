import { ConfigurationTarget, type QuickPickItem, window, workspace } from 'vscode';
import { setting } from '../contributions';
import type { CommandContext } from './commandContext';
import { settingTarget } from './settingTarget';

export interface ChooseModelOptions {
  /** A model folder or run folder; empty for the model that comes with BioGloss. */
  readonly folder?: string;
}

/** Writes the setting; the server loads the model, and the status item says what became of it. */
export async function chooseModel(
  { statusItem }: CommandContext,
  options: ChooseModelOptions = {},
): Promise<void> {
  const folder = options.folder ?? (await askForFolder(statusItem.status.model?.folder));
  if (folder !== undefined) await setModel(folder);
}

/** @param folder '' for the embedded model */
export function setModel(folder: string): Thenable<void> {
  const target = settingTarget(setting.model);
  // In a workspace, nothing at all would mean the person's own setting.
  const value = folder === '' && target === ConfigurationTarget.Global ? undefined : folder;
  return workspace.getConfiguration().update(setting.model, value, target);
}

/** @returns '' for the embedded model, undefined where the person changed their mind */
async function askForFolder(current: string | undefined): Promise<string | undefined> {
  const embedded: QuickPickItem = { label: '$(package) The model that comes with BioGloss' };
  const browse: QuickPickItem = {
    label: '$(folder-opened) Browse…',
    description: 'a model folder or a training run',
  };
  const choice = await window.showQuickPick([embedded, browse], {
    title: 'BioGloss: Select Model',
    placeHolder: current ? `In use: ${current}` : undefined,
  });
  if (choice === embedded) return '';
  if (choice !== browse) return undefined;
  const folders = await window.showOpenDialog({
    title: 'Model folder or training run',
    openLabel: 'Use This Model',
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return folders?.[0].fsPath;
}
