import { join } from 'node:path';
import { commands as registered, Uri, window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { LearnFromCorrectionsArguments, LearnResult } from '../../../server/src/protocol/commands';
import { command } from '../contributions';
import { runWithProgress } from '../serverCommand';
import { setModel } from './chooseModel';
import type { CommandContext } from './commandContext';

/**
 * Has the model in use learn from what was decided on documents of the workspace, and shows how both do on documents that neither has learned from. The new
 * model is used where the person says so, and the old one stays.
 */
export async function learnFromCorrections(
  context: CommandContext,
  options: Partial<LearnFromCorrectionsArguments> = {},
): Promise<LearnResult | undefined> {
  const { client, trainings } = context;
  const folders = options.folders ?? (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  if (folders.length === 0) {
    void window.showInformationMessage('Open the folder with the documents that were reviewed.');
    return undefined;
  }
  const out = options.out ?? (await askForOut(folders[0]))?.fsPath;
  if (out === undefined) return undefined;
  const openNoMore = trainings.openOnceBegun(out);
  const result = await runWithProgress<LearnResult>(
    client,
    'learning from corrections',
    commands.learnFromCorrections,
    { ...options, folders, out },
  ).finally(openNoMore);
  if (!result) return undefined;
  await showLearning(result, context);
  return result;
}

/** Opens the report of what was learned, and offers the new model. */
export async function showLearning(
  result: LearnResult,
  { evaluations }: Pick<CommandContext, 'evaluations'>,
): Promise<void> {
  await evaluations.open({ folder: result.report });
  void tellOfLearning(result);
}

const askForOut = (folder: string) =>
  window.showSaveDialog({
    title: 'Folder for the new model',
    saveLabel: 'Learn',
    defaultUri: Uri.file(join(folder, 'learned-model')),
  });

/** Offers the new model, and once it is in use the old one again. */
async function tellOfLearning({ out, verdict, isBetter }: LearnResult): Promise<void> {
  const [use, anyway, back] = ['Use This Model', 'Use It Anyway', 'Go Back to the Old Model'] as const;
  const sentences = verdict.join(' ');
  const choice = isBetter
    ? await window.showInformationMessage(sentences, use)
    : await window.showWarningMessage(sentences, anyway);
  if (choice === undefined) return;
  await setModel(out);
  if ((await window.showInformationMessage('The model that learned is in use.', back)) === back)
    await registered.executeCommand(command.rollBackModel);
}
