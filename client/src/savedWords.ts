import { type Disposable, window, workspace } from 'vscode';
import { wordsLanguageId } from '../../server/src/protocol/words';

/**
 * Saves a words file that an action has changed while nobody looks at it: VS Code keeps such a change unsaved in a tab behind, where git does not
 * see it. Where the file is on screen, saving it is the person's own affair.
 */
export const saveUnseenWords = (): Disposable =>
  workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const isSeen = window.visibleTextEditors.some((editor) => editor.document === document);
    if (
      document.languageId === wordsLanguageId &&
      contentChanges.length > 0 &&
      !isSeen &&
      !document.isUntitled
    )
      void document.save();
  });
