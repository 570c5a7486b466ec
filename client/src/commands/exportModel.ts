import { homedir } from 'node:os';
import { Uri, window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ExportModelArguments, ExportModelResult } from '../../../server/src/protocol/commands';
import { megabytes } from '../models/modelText';
import { runWithProgress } from '../serverCommand';
import { askForModel, type ModelOptions } from './askForModel';
import type { CommandContext } from './commandContext';

export interface ExportModelOptions extends ModelOptions {
  readonly out?: string;
}

/** Writes a model as one file, which another computer imports. */
export async function exportModel(
  { client, models }: CommandContext,
  options: ExportModelOptions = {},
): Promise<ExportModelResult | undefined> {
  const offered = { title: 'Export Model', offered: ({ kind }: { kind: string }) => kind !== 'unusable' };
  const model = options.model ?? (await askForModel(models, offered));
  if (!model) return undefined;
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const name = `${model.name}${model.version ? `-${model.version}` : ''}`.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const target =
    options.out ??
    (
      await window.showSaveDialog({
        title: `Export ${model.name}`,
        saveLabel: 'Export',
        defaultUri: Uri.joinPath(folder, `${name}.biogloss.zip`),
        filters: { Models: ['zip'] },
      })
    )?.fsPath;
  if (!target) return undefined;
  const argument: ExportModelArguments = { folder: model.folder, out: target };
  const result = await runWithProgress<ExportModelResult>(
    client,
    'exporting model',
    commands.exportModel,
    argument,
  );
  if (result)
    void window.showInformationMessage(
      `Exported ${model.name} to ${result.out} (${megabytes(result.bytes)}).`,
    );
  return result;
}
