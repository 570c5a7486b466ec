import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change } from '../../curation/change';
import type { Signature } from '../../curation/decideMention';
import type { Decision } from '../../curation/decision';
import { Plan } from '../../curation/plan';
import { Failure, sentence } from '../../platform/failure';
import type { CurateParams, CurateResult, CurationAction, CurationTargets } from '../../protocol/curation';
import type { Run, Workbench } from '../commands/command';
import { actionLabel } from './actionLabel';
import { annotateClosed, changeOnDisk, readClosed } from './closedDocument';
import { curateInFile } from './inFile/curateInFile';
import { mayConcern, type Planned, planAction, planAlike, type Wanted } from './planAction';
import { signatureNow } from './signatureNow';
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
  const signature = signatureNow(curation.curator);
  const named = on.map((targets) => ({ targets, document: documentOf(targets, bench) }));
  const isEverywhere = scope === 'workspace';
  const wanted = isEverywhere ? wantedOf(action, named, bench, signature) : [];
  if (isEverywhere) for (const each of openBeside(named, bench)) await curation.settled(each, run.signal);
  const closed = isEverywhere ? await decideInClosed(action, wanted, bench, run, signature) : nothingDone;
  const problems = [...closed.problems];

  // From here on nothing waits until all is done: no open document is edited, and nothing is decided, in between.
  const changes = new Map<string, readonly Change[]>();
  const names: string[] = [];
  const planIn = (document: TextDocument, does: (planned: Planned) => string[]) => {
    const known = openDocument(document, bench);
    const plan = planOf(known, signature);
    const done = does({ ...known, plan });
    if (plan.changes.length === 0) return;
    names.push(...done);
    changes.set(document.uri, plan.changes);
  };
  for (const { targets, document } of named) {
    if (bench.documents.get(document.uri) !== document) {
      problems.push(`${document.uri} was closed meanwhile. Nothing was decided there.`);
      continue;
    }
    const isAsAsked = !isEverywhere || isStillNamed(action, { targets, document }, bench, signature);
    planIn(document, (planned) => {
      if (!isAsAsked) return planAlike(action, wanted, planned);
      const done = planAction(action, targets, planned, scope !== 'this');
      return [...done.names, ...planAlike(action, done.wanted, planned)];
    });
  }
  if (isEverywhere)
    for (const each of openBeside(named, bench))
      planIn(each, (planned) => planAlike(action, wanted, planned));

  const label = actionLabel(action, [...names, ...closed.names]);
  curation.commit({ label, changes }, closed.changes);
  const all = [...changes, ...closed.changes];
  return {
    changed: all.reduce((sum, [, each]) => sum + each.length, 0),
    uris: all.map(([uri]) => uri),
    label,
    ...(problems.length > 0 && { problems }),
  };
}

interface Named {
  readonly targets: CurationTargets;
  readonly document: TextDocument;
}

type Known = Omit<Planned, 'plan'>;

const planOf = ({ document, annotations, decisions }: Known, signature: Signature): Plan =>
  new Plan({ text: document.getText(), annotations, decisions }, signature);

/** What a person means elsewhere. @throws Failure where what is named is not there */
const wantedOf = (
  action: CurationAction,
  named: readonly Named[],
  bench: CurationBench,
  signature: Signature,
): Wanted[] =>
  named.flatMap(({ targets, document }) => {
    const known = openDocument(document, bench);
    return planAction(action, targets, { ...known, plan: planOf(known, signature) }, true).wanted;
  });

/** What was named a while ago may not be there any more: what is alike is. */
function isStillNamed(
  action: CurationAction,
  each: Named,
  bench: CurationBench,
  signature: Signature,
): boolean {
  if (each.document.version !== each.targets.version) return false;
  try {
    wantedOf(action, [each], bench, signature);
    return true;
  } catch {
    return false;
  }
}

/** Other open documents whose decisions are kept beside them. */
const openBeside = (named: readonly Named[], { documents, fileCuration, curation }: CurationBench) =>
  documents.all.filter(
    (document) =>
      !named.some((each) => each.document.uri === document.uri) &&
      !fileCuration.fileOf(document) &&
      curation.refusal(document) === undefined,
  );

/** What was done in documents that are not open. */
interface Done {
  readonly changes: Map<string, readonly Change[]>;
  readonly names: string[];
  /** A sentence for each document that could not be changed. */
  readonly problems: string[];
}

const nothingDone: Done = { changes: new Map(), names: [], problems: [] };

/**
 * Does the same in the workspace's documents that are not open: all of them are analysed, one after the other, before the first is changed, so that it can be called off.
 * @throws the signal's reason when it is aborted
 */
async function decideInClosed(
  action: CurationAction,
  wanted: readonly Wanted[],
  bench: CurationBench,
  run: Run,
  signature: Signature,
): Promise<Done> {
  const done: Done = { changes: new Map(), names: [], problems: [] };
  const planned: { known: Known; plan: Plan; names: string[] }[] = [];
  for await (const known of closedDocuments(wanted, bench, run, done.problems)) {
    const plan = planOf(known, signature);
    const names = planAlike(action, wanted, { ...known, plan });
    if (plan.changes.length > 0) planned.push({ known, plan, names });
  }
  for (const { known, plan, names } of planned) {
    const { uri } = known.document;
    try {
      // Its places are those of the disk's text, and it is decided on where it is open.
      if (bench.documents.get(uri)) continue;
      await changeOnDisk(uri, plan.changes, { text: known.document.getText() });
      done.changes.set(uri, plan.changes);
      done.names.push(...names);
    } catch (error) {
      done.problems.push(sentence(error));
    }
  }
  return done;
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

/** The workspace's documents that are not open and may have something alike, analysed one after the other. */
async function* closedDocuments(
  wanted: readonly Wanted[],
  { documents, annotator, host, folders, leftOut }: CurationBench,
  { signal, progress }: Run,
  problems: string[],
): AsyncGenerator<Known> {
  const closed = (await workspaceTexts(folders, await leftOut())).filter((uri) => !documents.get(uri));
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
