import { window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { FinishDocumentArguments, FinishDocumentResult } from '../../../server/src/protocol/commands';
import { analysedDocument } from '../analysedDocument';
import { execute } from '../serverCommand';
import type { CommandContext } from './commandContext';

/** Says of the active document that everything in it is marked as it should be: learning takes it whole then. */
export async function finishDocument(
  { client }: CommandContext,
  options: Partial<FinishDocumentArguments> = {},
): Promise<FinishDocumentResult | undefined> {
  const document = analysedDocument();
  const uri = options.uri ?? document?.uri.toString();
  if (uri === undefined) {
    void window.showInformationMessage('Open the document that is finished.');
    return undefined;
  }
  const result = await execute<FinishDocumentResult>(client, commands.finishDocument, { ...options, uri });
  const says = options.undo ? 'not finished any more' : 'finished: what is undecided in it is not there';
  if (result) window.setStatusBarMessage(`BioGloss: the document is ${says}`, 10_000);
  return result;
}
