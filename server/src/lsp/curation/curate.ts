import { randomBytes } from 'node:crypto';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change } from '../../curation/change';
import type { Decision } from '../../curation/decision';
import { Plan } from '../../curation/plan';
import { Failure } from '../../platform/failure';
import type { CurateParams, CurateResult, CurationTargets } from '../../protocol/curation';
import type { Documents } from '../documents';
import { actionLabel } from './actionLabel';
import type { Curation } from './curation';
import { planAction } from './planAction';

/**
 * Does what a person asks for, as one step.
 * @param by who decides
 * @throws Failure with a sentence where nothing can be decided; ResponseError where a document has another version by now
 */
export function curate(
  { action, on, scope = 'this' }: CurateParams,
  { documents, curation, by }: { documents: Documents; curation: Curation; by: string },
): CurateResult {
  const signature = { by, when: new Date().toISOString(), newId };
  const changes = new Map<string, readonly Change[]>();
  const names: string[] = [];
  for (const targets of on) {
    const document = documentOf(targets, documents);
    const decisions = decisionsOn(document, curation);
    const annotations = curation.current(document);
    const plan = new Plan({ text: document.getText(), annotations, decisions }, signature);
    names.push(...planAction(action, targets, { document, annotations, decisions, plan }, scope !== 'this'));
    if (plan.changes.length > 0) changes.set(document.uri, plan.changes);
  }
  const label = actionLabel(action, names);
  curation.commit({ label, changes });
  const changed = [...changes.values()].reduce((sum, each) => sum + each.length, 0);
  return { changed, uris: [...changes.keys()], label };
}

function documentOf({ uri, version }: CurationTargets, documents: Documents): TextDocument {
  const document = documents.get(uri);
  if (!document) throw new Failure(`${uri} is not open.`);
  if (document.version !== version)
    throw new ResponseError(
      LSPErrorCodes.ContentModified,
      'The text has changed since. Decide again when it has been read.',
    );
  return document;
}

/** @throws Failure where decisions on the document could not be kept */
function decisionsOn(document: TextDocument, curation: Curation): readonly Decision[] {
  const found = curation.of(document);
  if (!found?.isLoaded) throw new Failure('The decisions on this document are still being read.');
  if (found.sidecar === undefined)
    throw new Failure('Decisions are kept beside a file, and this document is none yet. Save it first.');
  if (found.loadProblem !== undefined)
    throw new Failure(`Nothing can be decided before this is mended: ${found.loadProblem}.`);
  return found.decisions;
}

/** Two people on two branches must not come to the same one. */
const newId = (): string => randomBytes(6).toString('hex');
