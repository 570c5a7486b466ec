import { workspace } from 'vscode';
import { setting } from '../contributions';
import { settingTarget } from './settingTarget';

/** Turns the marks on or off. */
export async function toggleHighlights(): Promise<void> {
  const configuration = workspace.getConfiguration();
  const enabled = configuration.get(setting.highlight, true);
  await configuration.update(setting.highlight, !enabled, settingTarget(setting.highlight));
}
