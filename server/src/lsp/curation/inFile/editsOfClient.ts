import {
  type ClientCapabilities,
  type Connection,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver/node';
import { Failure } from '../../../platform/failure';
import { editAbilitiesOf } from '../../words/editAbilities';
import type { ApplyEdit } from './fileCuration';

/** Edits of open documents by the client, which can take them back; undefined for one that lets nobody else change its texts. */
export function editsOfClient(
  connection: Connection,
  capabilities: ClientCapabilities,
): ApplyEdit | undefined {
  if (capabilities.workspace?.applyEdit !== true) return undefined;
  const { documentChanges } = editAbilitiesOf(capabilities);
  return async (document, replacements, label) => {
    const { uri, version } = document;
    const edits = replacements.map(({ span, newText }) =>
      TextEdit.replace(
        { start: document.positionAt(span.start), end: document.positionAt(span.end) },
        newText,
      ),
    );
    const edit = documentChanges
      ? { documentChanges: [TextDocumentEdit.create({ uri, version }, edits)] }
      : { changes: { [uri]: edits } };
    const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
    if (!applied)
      throw new Failure(
        `The editor did not change the file, and nothing was decided${failureReason ? `: ${failureReason}` : '. The text may have changed since.'}`,
      );
  };
}
