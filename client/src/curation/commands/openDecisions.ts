import { Uri, window, workspace } from 'vscode';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';

/** Shows the file that the active document's decisions are kept in. */
export async function openDecisions({ curation }: CommandContext): Promise<void> {
  const state = curation.stateOf(analysedDocument());
  const sidecar = state?.sidecar && Uri.parse(state.sidecar);
  const isThere =
    sidecar &&
    (await workspace.fs.stat(sidecar).then(
      () => true,
      () => false,
    ));
  if (!isThere)
    throw new Error(
      state?.store === 'document'
        ? 'What is decided on this document is in the document itself, and nothing is kept beside it.'
        : 'Nothing has been decided on this document yet.',
    );
  await window.showTextDocument(sidecar);
}
