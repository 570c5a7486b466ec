import { window } from 'vscode';
import { setModel } from './chooseModel';
import type { CommandContext } from './commandContext';

/** Uses the model again that was in use in this workspace before the present one. @returns it, as the setting names it */
export async function rollBackModel({ models }: CommandContext): Promise<string | undefined> {
  const before = await models.history.back(models.selected);
  if (before === undefined) {
    void window.showInformationMessage('No other model has been in use in this workspace before.');
    return undefined;
  }
  await setModel(before);
  const name = before === '' ? 'the model that comes with BioGloss' : before;
  window.setStatusBarMessage(`BioGloss: back to ${name}`, 10_000);
  return before;
}
