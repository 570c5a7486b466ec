import { type QuickPickItem, window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ImportModelArguments } from '../../../server/src/protocol/commands';
import type { ListedModel } from '../../../server/src/protocol/models';
import { runWithProgress } from '../serverCommand';
import type { CommandContext } from './commandContext';
import { tellOfModel } from './tellOfModel';

/** Takes a model in: one file, or a folder. */
export async function importModel(
  { client, models }: CommandContext,
  options: Partial<ImportModelArguments> = {},
): Promise<ListedModel | undefined> {
  const from = options.from ?? (await askForSource());
  if (!from) return undefined;
  const argument: ImportModelArguments = { from, models: models.folder, name: options.name };
  const model = await runWithProgress<ListedModel>(client, 'importing model', commands.importModel, argument);
  if (!model) return undefined;
  models.refresh();
  void tellOfModel(model, 'is imported');
  return model;
}

async function askForSource(): Promise<string | undefined> {
  const file: QuickPickItem = { label: '$(file-zip) A file…', description: 'that “Export Model…” wrote' };
  const folder: QuickPickItem = {
    label: '$(folder-opened) A folder…',
    description: 'a model, a training run, or a checkpoint of another program',
  };
  const choice = await window.showQuickPick([file, folder], { title: 'BioGloss: Import Model' });
  if (!choice) return undefined;
  const isFolder = choice === folder;
  const chosen = await window.showOpenDialog({
    title: isFolder ? 'Folder of a model' : 'File of a model',
    openLabel: 'Import',
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    filters: isFolder ? undefined : { Models: ['zip'], 'All files': ['*'] },
  });
  return chosen?.[0].fsPath;
}
