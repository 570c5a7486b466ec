import { Uri, window, workspace } from 'vscode';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';

/** Shows the file that the active document's decisions are kept in. */
export async function openDecisions({ curation }: CommandContext): Promise<void> {
  const state = curation.stateOf(analysedDocument());
  if (state?.store === 'document')
    throw new Error('The decisions on this document are kept in the document itself.');
  const sidecar = state?.sidecar && Uri.parse(state.sidecar);
  const isThere =
    sidecar &&
    (await workspace.fs.stat(sidecar).then(
      () => true,
      () => false,
    ));
  if (!isThere) throw new Error('Nothing has been decided on this document yet.');
  await window.showTextDocument(sidecar);
}
