import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import type { WorkspaceWords } from './workspaceWords';

interface WorkspaceFolder {
  readonly uri: string;
  readonly name: string;
}

/**
 * Keeps the words in step with the workspace: its folders, and what happens to their words files outside the editor, where the client can watch
 * files. To be called when the client is initialized: before that it takes no registrations, and VS Code ends a connection that sends one.
 */
export function followWords(connection: Connection, words: WorkspaceWords, params: InitializeParams): void {
  let folders = foldersOf(params);
  if (!params.capabilities.workspace?.workspaceFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    folders = [...folders.filter(({ uri }) => !gone.has(uri)), ...added];
    void words.useFolders(folders);
  });
}

/** Older clients tell one folder, as the root. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders;
  return rootUri ? [{ uri: rootUri, name: '' }] : [];
}
