import { ConfigurationTarget, workspace } from 'vscode';
import { setting } from '../contributions';

/** Turns the marks on or off, in the settings of the workspace where it has a say of its own, else of the person. */
export async function toggleHighlights(): Promise<void> {
  const configuration = workspace.getConfiguration();
  const inWorkspace = configuration.inspect(setting.highlight)?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(setting.highlight, !configuration.get(setting.highlight, true), target);
}
