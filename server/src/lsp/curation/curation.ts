import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Annotations } from '../../annotation/model';
import { conflicting, reversed } from '../../curation/change';
import type { CuratedAnnotations } from '../../curation/curatedText';
import { CuratedText } from '../../curation/curatedText';
import { History, type Step } from '../../curation/history';
import { sidecarPath } from '../../curation/sidecarFile';
import type { Annotator } from '../../languageService/annotator';
import { noAnnotations } from '../../languageService/annotator';
import { Failure, sentence } from '../../platform/failure';
import type { CurateResult } from '../../protocol/curation';
import type { Edit } from '../../text/edit';
import type { DocumentAnnotator } from '../documentAnnotator';
import { changeAllOnDisk, decisionsOnDisk, takenBackOnDisk } from './closedDocument';
import type { CuratedDocument } from './curatedDocument';
import { DocumentCuration } from './documentCuration';
import type { KeptDecisions } from './keptDecisions';
import { moveSidecar } from './renamedDocuments';

interface RenamedFile {
  readonly oldUri: string;
  readonly newUri: string;
}

/** Milliseconds between two looks at the sidecars on the disk: not every client can watch files, and not every file system tells. */
const lookEvery = 2_000;

interface Entry {
  readonly document: TextDocument;
  readonly curation: DocumentCuration;
  /** Something was found before the sidecar was read, and nobody was told. */
  isWithheld: boolean;
  /** What it began with lies among those that were kept when a server ended. */
  isKept: boolean;
  /** What was put together last. */
  curated?: CuratedText;
}

/** Lays what persons decided over what the model found in the open documents, and keeps the steps in which they decided. */
export class Curation implements Annotator {
  readonly history = new History();
  /** Who decides. */
  curator = '';
  #looking?: NodeJS.Timeout;
  /** Steps are taken back one after the other. */
  #turned: Promise<unknown> = Promise.resolve();
  readonly #entries = new Map<string, Entry>();
  /** Documents that were closed and are still being written, or cannot be. */
  readonly #closed = new Map<string, DocumentCuration>();

  /** @param tell shows a person a sentence */
  constructor(
    private readonly annotator: DocumentAnnotator,
    private readonly changed: (document: TextDocument, what: 'decisions' | 'state') => void,
    private readonly kept: KeptDecisions,
    private readonly tell: (sentence: string) => void,
  ) {}

  open(document: TextDocument): void {
    const { uri } = document;
    void this.close(document);
    const closed = this.#closed.get(uri);
    this.#closed.delete(uri);
    const before = closed?.handOver() ?? this.kept.of(uri);
    void before.then((unwritten) => {
      entry.isKept = !closed && unwritten !== undefined;
    });
    const path = uri.startsWith('file:') ? sidecarPath(fileURLToPath(uri)) : undefined;
    const changed = (what: 'decisions' | 'state') => {
      // A document that is closed may still be written: what is told by then is of the one that was opened since.
      if (this.#closed.get(uri) === curation && curation.isSaved) this.#closed.delete(uri);
      if (entry.isKept && curation.isSaved) {
        entry.isKept = false;
        void this.kept.forget(uri);
      }
      if (this.#entries.get(uri) !== entry) return;
      this.changed(document, entry.isWithheld ? 'decisions' : what);
      entry.isWithheld = false;
    };
    const curation = new DocumentCuration(document, path, changed, before);
    const entry: Entry = { document, curation, isWithheld: false, isKept: false };
    this.#entries.set(uri, entry);
    this.#looking ??= setInterval(() => {
      for (const each of this.#entries.values()) void each.curation.look();
      for (const each of this.#closed.values()) void each.look();
    }, lookEvery).unref();
  }

  edit({ uri }: TextDocument, edit: Edit): void {
    this.#entries.get(uri)?.curation.edit(edit);
  }

  saved(uri: string): void {
    void this.#entries.get(uri)?.curation.documentSaved();
  }

  async close({ uri }: TextDocument): Promise<void> {
    const entry = this.#entries.get(uri);
    if (!entry) return;
    this.#entries.delete(uri);
    const { curation } = entry;
    this.#closed.set(uri, curation);
    await curation.close();
    if (this.#closed.get(uri) !== curation) return;
    if (curation.isSaved) this.#closed.delete(uri);
    else
      this.tell(
        `${nameOf(uri)} was closed, and what was decided on it could not be written: ${whyUnwritten(curation)} It is tried again and again.`,
      );
  }

  /** Everything that was decided is written, or kept until its document is opened again. */
  async dispose(): Promise<void> {
    clearInterval(this.#looking);
    for (const [uri, { curation }] of this.#entries) this.#closed.set(uri, curation);
    this.#entries.clear();
    await Promise.all([...this.#closed].map(([uri, curation]) => this.#keep(uri, curation)));
  }

  /** Keeps what cannot be written where the next server finds it. */
  async #keep(uri: string, curation: DocumentCuration): Promise<void> {
    const unwritten = await curation.handOver();
    if (!unwritten) return this.kept.forget(uri);
    const what = `What was decided on ${nameOf(uri)} could not be written: ${whyUnwritten(curation)}`;
    await this.kept.keep(uri, unwritten).then(
      (path) => this.tell(`${what} They are kept in ${path} until the document is opened again.`),
      (error) => this.tell(`${what} They are lost: ${sentence(error)}.`),
    );
  }

  of({ uri }: TextDocument): DocumentCuration | undefined {
    return this.#entries.get(uri)?.curation;
  }

  current(document: TextDocument): CuratedDocument {
    const entry = this.#entries.get(document.uri);
    const predicted = this.annotator.current(document);
    if (!entry?.curation.isLoaded) {
      // What a person has rejected must not be seen for a moment.
      if (entry && (predicted.complete || predicted.mentions.length > 0)) entry.isWithheld = true;
      return { ...noAnnotations(document.version), ...noDecisions };
    }
    if (entry.curation.decisions.length === 0) return { ...predicted, ...noDecisions };
    return { ...predicted, ...curatedText(entry, predicted).annotations };
  }

  /** What is told of its curation; undefined until its decisions have been read. */
  curatedText(document: TextDocument): CuratedText | undefined {
    const entry = this.#entries.get(document.uri);
    return entry?.curation.isLoaded ? curatedText(entry, this.annotator.current(document)) : undefined;
  }

  problem(document: TextDocument): string | undefined {
    return this.annotator.problem(document);
  }

  isSettled(document: TextDocument): boolean {
    return this.of(document)?.isLoaded === true && this.annotator.isSettled(document);
  }

  /** @throws the signal's reason when it is aborted first */
  async settled(document: TextDocument, signal: AbortSignal): Promise<CuratedDocument> {
    await this.annotator.settled(document, signal);
    await this.of(document)?.settled();
    signal.throwIfAborted();
    return this.current(document);
  }

  /** Why nothing can be decided on a document, in a sentence; undefined where something can. */
  refusal(document: TextDocument): string | undefined {
    const found = this.of(document);
    if (!found?.isLoaded) return 'The decisions on this document are still being read.';
    if (found.sidecar === undefined)
      return 'Decisions are kept beside a file, and this document is none yet. Save it first.';
    if (found.loadProblem !== undefined)
      return `Nothing can be decided before this is mended: ${found.loadProblem}.`;
    return undefined;
  }

  canDecide(document: TextDocument): boolean {
    return this.refusal(document) === undefined;
  }

  /** Somebody else has written, made or removed a sidecar. */
  sidecarChanged(uri: string): void {
    for (const { curation } of this.#entries.values())
      if (curation.sidecar && fileURLToPath(curation.sidecar) === fileURLToPath(uri)) void curation.look();
  }

  /**
   * Documents, or folders of documents, have other addresses now: their decisions go along.
   * @param tell called with a sentence where they could not
   */
  async renamed(files: readonly RenamedFile[], tell: (sentence: string) => void): Promise<void> {
    for (const { oldUri, newUri } of files) {
      await (this.#entries.get(oldUri)?.curation ?? this.#closed.get(oldUri))?.flush();
      const problem = await moveSidecar(oldUri, newUri);
      if (problem !== undefined) tell(problem);
      this.history.renamed((uri) =>
        uri === oldUri || uri.startsWith(`${oldUri}/`) ? newUri + uri.slice(oldUri.length) : uri,
      );
      for (const { curation } of this.#entries.values()) void curation.look();
    }
  }

  /**
   * Does something in open documents that a person can take back, at once.
   * @param elsewhere what of the same step has been done in documents that are not open
   */
  commit({ label, changes }: Step, elsewhere: Step['changes'] = new Map()): void {
    for (const [uri, made] of changes) this.#entries.get(uri)!.curation.commit(made);
    const all = new Map([...changes, ...elsewhere]);
    if (all.size > 0) this.history.add({ label, changes: all });
    for (const uri of changes.keys()) this.#tellState(uri);
  }

  /**
   * Says that everything in an open document is marked as it should be, or takes that back; that is a step, too.
   * @throws Failure with a sentence where it could not be kept
   */
  finish(document: TextDocument, isFinished: boolean, by = this.curator): DocumentCuration {
    const refusal = this.refusal(document);
    if (refusal !== undefined) throw new Failure(refusal);
    const curation = this.of(document)!;
    const before = curation.finished;
    if (!before && !isFinished) return curation;
    const after = curation.finish(isFinished ? { by, when: new Date().toISOString() } : undefined);
    const name = basename(fileURLToPath(document.uri));
    this.history.add({
      label: isFinished ? `Finish ${name}` : `Take back that ${name} is finished`,
      changes: new Map([[document.uri, []]]),
      finished: { before, after },
    });
    this.#tellState(document.uri);
    return curation;
  }

  /**
   * Takes the last step back, or does it again.
   * @param uri where given, the last step in this document
   * @returns null where there is none
   * @throws Failure with a sentence where somebody has decided otherwise since
   */
  turn(direction: 'undo' | 'redo', uri?: string): Promise<CurateResult | null> {
    const turned = this.#turned.then(() => this.#turn(direction, uri));
    this.#turned = turned.catch(() => {});
    return turned;
  }

  async #turn(direction: 'undo' | 'redo', uri?: string): Promise<CurateResult | null> {
    const step = direction === 'undo' ? this.history.toUndo(uri) : this.history.toRedo(uri);
    if (!step) return null;
    const blocker = this.history.blocker(step);
    if (blocker)
      throw new Failure(
        `“${step.label}” was in other documents too, where something was decided since (“${blocker.label}”). Take that back there first.`,
      );
    const turned = [...step.changes].map(
      ([each, made]) => [each, direction === 'undo' ? made.map(reversed) : made] as const,
    );
    const refuse = (): never => {
      this.history.forget(step);
      throw new Failure(
        `“${step.label}” cannot be ${direction === 'undo' ? 'taken back' : 'done again'}: something else has been decided there since.`,
      );
    };
    for (const [each, made] of turned) {
      const open = this.#entries.get(each)?.curation;
      // One that has just been opened, or closed, may still be read, or written.
      await (open?.settled() ?? this.#closed.get(each)?.flush());
      if (conflicting(open?.decisions ?? (await decisionsOnDisk(each)), made).length > 0) refuse();
    }
    const { finished } = step;
    const said = finished && { now: direction === 'undo' ? finished.before : finished.after };
    // Files first: where one cannot be written all is left as it was, and it can be tried again.
    const closed = turned.filter(([each]) => !this.#entries.has(each));
    const written = await changeAllOnDisk(closed, said);
    const inOpen = turned.filter(([each]) => !written.has(each));
    const isLate = inOpen.some(
      ([each, made]) => conflicting(this.#entries.get(each)?.curation.decisions ?? [], made).length > 0,
    );
    if (isLate) {
      await takenBackOnDisk(written);
      refuse();
    }
    for (const [each, made] of inOpen) {
      const entry = this.#entries.get(each);
      if (said) entry?.curation.sayFinished(said.now);
      else entry?.curation.restore(made);
    }
    this.history.turn(step);
    for (const [each] of turned) this.#tellState(each);
    const changed = turned.reduce((sum, [, made]) => sum + made.length, 0);
    return { changed, uris: turned.map(([each]) => each), label: step.label };
  }

  /** What can be taken back now is another. */
  #tellState(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry) this.changed(entry.document, 'state');
  }
}

const nameOf = (uri: string): string => decodeURIComponent(uri.split('/').at(-1)!);

const whyUnwritten = ({ saveProblem, loadProblem }: DocumentCuration): string =>
  `${(saveProblem ?? loadProblem ?? '').replace(/\.$/, '')}.`;

function curatedText(entry: Entry, predicted: Annotations): CuratedText {
  const text = entry.document.getText();
  entry.curated = CuratedText.after(entry.curated, text, predicted, entry.curation.decisions);
  return entry.curated;
}

const noDecisions: Pick<CuratedAnnotations, 'rejected' | 'decisions'> = {
  rejected: { mentions: [], relations: [] },
  decisions: new Map(),
};
