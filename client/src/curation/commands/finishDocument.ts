import { window } from 'vscode';
import { commands } from '../../../../server/src/protocol/commandNames';
import type { FinishDocumentArguments, FinishDocumentResult } from '../../../../server/src/protocol/commands';
import { analysedDocument } from '../../analysedDocument';
import type { CommandContext } from '../../commands/commandContext';
import { execute } from '../../serverCommand';
import type { CurationOptions } from '../chosen';

/** Says of a document that everything in it is marked as it should be, or takes that back; a review goes on to the next one then. */
export async function finishDocument(
  { client, curation, curationTree, review }: CommandContext,
  { inTree, by }: CurationOptions & Pick<FinishDocumentArguments, 'by'> = {},
): Promise<FinishDocumentResult | undefined> {
  const document = (inTree && curationTree.document) || analysedDocument();
  const state = curation.stateOf(document);
  const undo = state?.finished !== undefined;
  const uri = document.uri.toString();
  const result = await execute<FinishDocumentResult>(client, commands.finishDocument, { uri, undo, by });
  const left = state?.counts.undecided ?? 0;
  const rest = left === 0 ? '' : `; what is undecided in it (${left}) counts as not there`;
  const says = undo ? 'not finished any more' : `finished${rest}`;
  window.setStatusBarMessage(`BioGloss: ${document.uri.path.split('/').at(-1)} is ${says}`, 10_000);
  if (!undo) await review.finished(document);
  return result;
}
