import { TextDocument } from 'vscode-languageserver-textdocument';
import { CreateFile, TextDocumentEdit, TextEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextChange } from '../../terminology/userWords/editWords';
import type { WordsFile } from './wordsSource';

/** What a client can do with an edit of the workspace. */
export interface EditAbilities {
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
}

/** Changes of a words file as an edit that the client applies, undoes and shows; a file that is not there is made. */
export function wordsEdit(
  { uri, text, version }: WordsFile,
  changes: readonly TextChange[],
  { documentChanges, createsFiles }: EditAbilities,
): WorkspaceEdit {
  const document = TextDocument.create(uri, '', 0, text ?? '');
  const edits = changes.map(({ start, end, newText }) =>
    TextEdit.replace({ start: document.positionAt(start), end: document.positionAt(end) }, newText),
  );
  if (!documentChanges) return { changes: { [uri]: edits } };
  const isNew = text === undefined && createsFiles;
  return {
    documentChanges: [
      ...(isNew ? [CreateFile.create(uri, { ignoreIfExists: true })] : []),
      TextDocumentEdit.create({ uri, version }, edits),
    ],
  };
}
