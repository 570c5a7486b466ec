import { commands, window } from 'vscode';
import type { CurateResult } from '../../../../server/src/protocol/curation';
import type { CommandContext } from '../../commands/commandContext';
import { isAnalysed } from '../../languageClient';
import { isUndecided } from '../reviewOrder';

/** The last step of curating, in whichever documents it was. In a corpus file decisions are edits of its text, which the editor takes back. */
export async function takeBack(
  { curation, review }: CommandContext,
  direction: 'undo' | 'redo',
): Promise<CurateResult | undefined> {
  const document = window.activeTextEditor?.document;
  const state = document && isAnalysed(document) ? curation.stateOf(document) : undefined;
  const isInFile = state?.store === 'document';
  // Only what a file cannot say, that something is none, is kept beside it.
  if (isInFile && state[direction] === undefined) {
    await commands.executeCommand(direction);
    return undefined;
  }
  const items = (document && curation.itemsOf(document)) ?? [];
  const before = new Set(items.filter(isUndecided).map(({ key }) => key));
  const result = await curation.takeBack(direction, isInFile ? document : undefined);
  if (result && document && direction === 'undo') await review.takenBack(document, before);
  return result;
}
