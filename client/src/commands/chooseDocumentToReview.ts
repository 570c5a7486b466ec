import { relative } from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type {
  DocumentsToReviewArguments,
  DocumentsToReviewResult,
} from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import type { CommandContext } from './commandContext';

/** Lists the texts of the workspace in which something is undecided, those first of which the model is least sure, and opens the one that is picked. */
export async function chooseDocumentToReview(
  { client }: CommandContext,
  options: Partial<DocumentsToReviewArguments> = {},
): Promise<DocumentsToReviewResult | undefined> {
  const folders = options.folders ?? (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  if (folders.length === 0) {
    void window.showInformationMessage('Open the folder with the documents to review.');
    return undefined;
  }
  const result = await runWithProgress<DocumentsToReviewResult>(
    client,
    'looking for documents to review',
    commands.documentsToReview,
    { folders },
  );
  // Who calls the command with folders wants the list.
  if (!result || options.folders) return result;
  const picked = await window.showQuickPick(
    result.documents.map(({ path, undecided, expected }) => ({
      label: relative(folders[0], path),
      description: `${undecided} undecided, about ${expected.toFixed(1)} to correct`,
      path,
    })),
    {
      title: 'BioGloss: Documents to Review',
      placeHolder:
        result.documents.length > 0
          ? 'The model is least sure of the first'
          : 'Nothing is undecided in the texts of this workspace',
    },
  );
  if (picked) await window.showTextDocument(Uri.file(picked.path));
  return result;
}
