import { workspace } from 'vscode';
import { setting } from '../contributions';
import { settingTarget } from './settingTarget';

/** Turns the marks on or off. */
export const toggleHighlights = (): Promise<void> => toggle(setting.highlight);

/** Turns the marks of what a corpus file says itself on or off. */
export const toggleGold = (): Promise<void> => toggle(setting.gold);

async function toggle(name: string): Promise<void> {
  const configuration = workspace.getConfiguration();
  await configuration.update(name, !configuration.get(name, true), settingTarget(name));
}
