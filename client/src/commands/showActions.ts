import { commands, type QuickPickItem, window, workspace } from 'vscode';
import { type CommandId, command, commandTitles } from '../contributions';

const actions: readonly { id: CommandId; icon: string; needsTrust?: true }[] = [
  { id: command.analyseDocument, icon: 'refresh' },
  { id: command.toggleHighlights, icon: 'paintcan' },
  { id: command.chooseModel, icon: 'package', needsTrust: true },
  { id: command.rollBackModel, icon: 'discard', needsTrust: true },
  { id: command.chooseGuidelines, icon: 'tag' },
  { id: command.fineTune, icon: 'mortar-board', needsTrust: true },
  { id: command.showTraining, icon: 'graph-line' },
  { id: command.checkCorpus, icon: 'checklist', needsTrust: true },
  { id: command.evaluate, icon: 'graph', needsTrust: true },
  { id: command.exportAnnotations, icon: 'save-as', needsTrust: true },
  { id: command.manageTerminologies, icon: 'book', needsTrust: true },
  { id: command.graphOfDocument, icon: 'type-hierarchy', needsTrust: true },
  { id: command.graphOfWorkspace, icon: 'type-hierarchy', needsTrust: true },
  { id: command.openWords, icon: 'book' },
  { id: command.restartServer, icon: 'debug-restart' },
  { id: command.showLog, icon: 'output' },
];

/** What a click on the status item offers. */
export async function showActions(): Promise<void> {
  const items = actions
    .filter(({ needsTrust }) => workspace.isTrusted || !needsTrust)
    .map(({ id, icon }): QuickPickItem & { id: CommandId } => ({
      id,
      label: `$(${icon}) ${commandTitles[id]}`,
    }));
  const choice = await window.showQuickPick(items, { title: 'BioGloss' });
  if (choice) await commands.executeCommand(choice.id);
}
