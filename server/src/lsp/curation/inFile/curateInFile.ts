import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Failure } from '../../../platform/failure';
import type { CurateParams, CurateResult } from '../../../protocol/curation';
import { actionLabel } from '../actionLabel';
import { signatureNow } from '../signatureNow';
import type { FileCuration } from './fileCuration';
import { FilePlan } from './filePlan';
import { planInFile } from './planInFile';

/**
 * Does what a person asks for in one corpus file: as one edit of the client, and in one step beside it where the file cannot say so.
 * @throws Failure with a sentence where nothing can be decided, or the format cannot hold it; then nothing is changed
 */
export async function curateInFile(
  document: TextDocument,
  { action, on: [targets], scope = 'this' }: CurateParams,
  files: FileCuration,
): Promise<CurateResult> {
  const refusal = files.refusal(document);
  if (refusal !== undefined) throw new Failure(refusal);
  const view = files.viewOf(document);
  const file = files.fileOf(document)!;
  if (!view) throw new Failure('This file is still being read; try again in a moment.');
  const plan = new FilePlan(file, view, signatureNow(files.curator));
  const decisions = files.decisionsOn(document);
  const names = planInFile(action, targets!, scope, { document, file, view, decisions, plan });
  const { replacements, beside, remarks, changed } = plan.finish();
  const elsewhere = scope === 'workspace' ? ['in this file alone'] : [];
  const label = [actionLabel(action, names), ...remarks, ...elsewhere].join('; ');
  if (changed === 0) return { changed, uris: [], label };
  await files.commit(document, label, { replacements, beside });
  return { changed, uris: [document.uri], label };
}
