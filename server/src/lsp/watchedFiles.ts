import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import { wordsFileName } from '../annotation/userWord';
import { sidecarEnding } from '../curation/sidecarFile';
import type { Curation } from './curation/curation';
import { surveyedFiles, type WorkspaceSurvey } from './survey/workspaceSurvey';
import type { WorkspaceWords } from './words/workspaceWords';
import type { WorkspaceFiles } from './workspaceFiles';

interface Followers {
  readonly words: WorkspaceWords;
  readonly curation: Curation;
  readonly survey: WorkspaceSurvey;
}

/** Keeps what comes from files in step with what happens to these outside the editor, where the client can watch files. */
export function followFiles(
  connection: Connection,
  files: WorkspaceFiles,
  { words, curation, survey }: Followers,
): void {
  connection.workspace.onDidRenameFiles((renamed) =>
    curation.renamed(renamed.files, (message) =>
      connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
    ),
  );
  files.onFolders((folders) => {
    void words.useFolders(folders);
    survey.filesChanged();
  });
  files.onFiles((changes) => {
    for (const { uri } of changes) {
      if (uri.endsWith(sidecarEnding)) curation.sidecarChanged(uri);
      else void words.fileChanged(uri);
    }
    survey.touched(changes.map(({ uri }) => uri));
  });
  void files.watch(`**/${wordsFileName}`, `**/*${sidecarEnding}`, surveyedFiles);
}
