import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import { wordsFileName } from '../annotation/userWord';
import { sidecarEnding } from '../curation/sidecarFile';
import type { Curation } from './curation/curation';
import type { WorkspaceWords } from './words/workspaceWords';

/** Keeps what lies in files beside the documents in step with what happens to these outside the editor, where the client can watch files. */
export function followFiles(connection: Connection, words: WorkspaceWords, curation: Curation): void {
  connection.workspace.onDidRenameFiles(({ files }) =>
    curation.renamed(files, (message) =>
      connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
    ),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      if (uri.endsWith(sidecarEnding)) curation.sidecarChanged(uri);
      else void words.fileChanged(uri);
    }
  });
}

/**
 * Asks the client to tell when such a file is written, made or removed. Not before the client is initialized: until then it takes no registrations, and
 * VS Code ends a connection that sends one.
 */
export async function watchFiles(connection: Connection, { workspace }: ClientCapabilities): Promise<void> {
  if (!workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: `**/${wordsFileName}` }, { globPattern: `**/*${sidecarEnding}` }];
  await connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers })
    .catch((error) => connection.console.warn(`changes of files may go unseen: ${error}`));
}
