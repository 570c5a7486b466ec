import { randomBytes } from 'node:crypto';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change } from '../../curation/change';
import type { Signature } from '../../curation/decideMention';
import type { Decision } from '../../curation/decision';
import { Plan } from '../../curation/plan';
import { Failure, sentence } from '../../platform/failure';
import type { CurateParams, CurateResult, CurationTargets } from '../../protocol/curation';
import type { Run, Workbench } from '../commands/command';
import { actionLabel } from './actionLabel';
import { annotateClosed, readClosed } from './closedDocument';
import { curateInFile } from './inFile/curateInFile';
import { mayConcern, type Planned, planAction, planAlike, type Wanted } from './planAction';
import { workspaceTexts } from './workspaceTexts';

/** What deciding works with. */
export type CurationBench = Pick<
  Workbench,
  'documents' | 'curation' | 'fileCuration' | 'annotator' | 'host' | 'folders' | 'leftOut'
>;

/**
 * Does what a person asks for, as one step.
 * @throws Failure with a sentence where nothing can be decided; ResponseError where a document has another version by now
 */
export async function curate(
  { action, on, scope = 'this' }: CurateParams,
  bench: CurationBench,
  run: Run,
): Promise<CurateResult> {
  const { curation, fileCuration } = bench;
  const inFile = on.filter(({ uri }) => isCorpusFile(uri, bench));
  if (inFile.length > 0) {
    if (on.length > 1) throw new Failure('Decide in one corpus file at a time.');
    return curateInFile(documentOf(on[0]!, bench), { action, on, scope }, fileCuration);
  }
  const signature: Signature = { by: curation.curator, when: new Date().toISOString(), newId };
  const changes = new Map<string, readonly Change[]>();
  const names: string[] = [];
  const planIn = (
    { document, annotations, decisions }: Omit<Planned, 'plan'>,
    does: (planned: Planned) => string[],
  ) => {
    const plan = new Plan({ text: document.getText(), annotations, decisions }, signature);
    const done = does({ document, annotations, decisions, plan });
    if (plan.changes.length === 0) return;
    names.push(...done);
    changes.set(document.uri, plan.changes);
  };

  const wanted: Wanted[] = [];
  const named = on.map((targets) => ({ targets, document: documentOf(targets, bench) }));
  for (const { targets, document } of named)
    planIn(openDocument(document, bench), (planned) => {
      const done = planAction(action, targets, planned, scope !== 'this');
      wanted.push(...done.wanted);
      return [...done.names, ...planAlike(action, done.wanted, planned)];
    });

  const problems: string[] = [];
  if (scope === 'workspace')
    for await (const other of otherDocuments(named, wanted, bench, run, problems))
      planIn(other, (planned) => planAlike(action, wanted, planned));

  const label = actionLabel(action, names);
  problems.push(...(await curation.commit({ label, changes })));
  const changed = [...changes.values()].reduce((sum, each) => sum + each.length, 0);
  return { changed, uris: [...changes.keys()], label, ...(problems.length > 0 && { problems }) };
}

function isCorpusFile(uri: string, { documents, fileCuration }: CurationBench): boolean {
  const document = documents.get(uri);
  return document !== undefined && fileCuration.fileOf(document) !== undefined;
}

function documentOf({ uri, version }: CurationTargets, { documents }: CurationBench): TextDocument {
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
function openDocument(document: TextDocument, { curation }: CurationBench): Omit<Planned, 'plan'> {
  const refusal = curation.refusal(document);
  if (refusal !== undefined) throw new Failure(refusal);
  const decisions: readonly Decision[] = curation.of(document)!.decisions;
  return { document, annotations: curation.current(document), decisions };
}

/** The workspace's other documents that may have something alike; those that are not open are analysed one after the other. */
async function* otherDocuments(
  named: readonly { readonly document: TextDocument }[],
  wanted: readonly Wanted[],
  bench: CurationBench,
  { signal, progress }: Run,
  problems: string[],
): AsyncGenerator<Omit<Planned, 'plan'>> {
  const { documents, curation, fileCuration, annotator, host } = bench;
  const isNamed = (document: TextDocument) => named.some((each) => each.document === document);
  for (const document of documents.all)
    if (!isNamed(document) && !fileCuration.fileOf(document) && curation.refusal(document) === undefined) {
      await curation.settled(document, signal);
      yield openDocument(document, bench);
    }
  const closed = (await workspaceTexts(bench.folders, await bench.leftOut())).filter(
    (uri) => !documents.get(uri),
  );
  for (const [count, uri] of closed.entries()) {
    signal.throwIfAborted();
    progress(count / closed.length, `${count} of ${closed.length} documents`);
    try {
      const document = await readClosed(uri);
      if (!mayConcern(document.getText(), wanted)) continue;
      yield await annotateClosed(document, host, { leastScore: annotator.leastScore, signal });
    } catch (error) {
      signal.throwIfAborted();
      problems.push(sentence(error));
    }
  }
}

/** Two people on two branches must not come to the same one. */
const newId = (): string => randomBytes(6).toString('hex');
