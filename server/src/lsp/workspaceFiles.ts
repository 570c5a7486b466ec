import { fileURLToPath } from 'node:url';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileEvent,
  type InitializeParams,
} from 'vscode-languageserver/node';

interface WorkspaceFolder {
  readonly uri: string;
  readonly name: string;
}

/**
 * The workspace's folders, and what happens to files outside the editor, for all who follow either. To be made when the client is initialized: before that
 * it takes no registrations, and VS Code ends a connection that sends one.
 */
export class WorkspaceFiles {
  #folders: readonly WorkspaceFolder[];
  readonly #folderListeners: ((folders: readonly WorkspaceFolder[]) => void)[] = [];
  readonly #fileListeners: ((changes: readonly FileEvent[]) => void)[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly params: InitializeParams,
  ) {
    this.#folders = foldersOf(params);
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const listener of this.#fileListeners) listener(changes);
    });
    if (!params.capabilities.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      this.#folders = [...this.#folders.filter(({ uri }) => !gone.has(uri)), ...added];
      for (const listener of this.#folderListeners) listener(this.#folders);
    });
  }

  get folders(): readonly WorkspaceFolder[] {
    return this.#folders;
  }

  /** Those that are on this computer. */
  get paths(): readonly string[] {
    return this.#folders.flatMap(({ uri }) => (uri.startsWith('file:') ? [fileURLToPath(uri)] : []));
  }

  onFolders(listener: (folders: readonly WorkspaceFolder[]) => void): void {
    this.#folderListeners.push(listener);
  }

  onFiles(listener: (changes: readonly FileEvent[]) => void): void {
    this.#fileListeners.push(listener);
  }

  /** Asks the client to tell when such files are written, made or removed, where it can. */
  async watch(...globs: readonly string[]): Promise<void> {
    const { workspace } = this.params.capabilities;
    if (!workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    const watchers = globs.map((globPattern) => ({ globPattern }));
    await this.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error) => this.connection.console.warn(`changes of files may go unseen: ${error}`));
  }
}

/** Older clients tell one folder, as the root. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders;
  return rootUri ? [{ uri: rootUri, name: '' }] : [];
}
