import { Uri, window, workspace } from 'vscode';
import { newWordsFile, wordsFileName } from '../../../server/src/protocol/words';

/** Opens the words file of the folder that the active document is in; where there is none, a new one that is yet to be saved. */
export async function openWords(): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const folder = (active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0];
  if (!folder) throw new Error(`Open a folder first: what names mean is kept in its ${wordsFileName}.`);
  const uri = Uri.joinPath(folder.uri, wordsFileName);
  const exists = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const document = await workspace.openTextDocument(exists ? uri : uri.with({ scheme: 'untitled' }));
  const editor = await window.showTextDocument(document);
  if (exists || document.getText() !== '') return;
  await editor.edit((edit) => edit.insert(document.positionAt(0), newWordsFile));
}
