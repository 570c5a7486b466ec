import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Change, withChanges } from '../../curation/change';
import { changesNow } from '../../curation/changesNow';
import { type Decision, isLost } from '../../curation/decision';
import { findAgain } from '../../curation/findAgain';
import { type Finished, finishedBy, finishedNow, sayingFinished } from '../../curation/finished';
import { followDecisions, refreshed } from '../../curation/followEdit';
import { LostHere } from '../../curation/lostHere';
import { mergeSidecars } from '../../curation/merge';
import { emptySidecar, type Sidecar } from '../../curation/sidecar';
import { emptyFile, loadSidecar, type ReadFile, saveSidecar } from '../../curation/sidecarFile';
import { sentence } from '../../platform/failure';
import type { Edit } from '../../text/edit';
import type { Unwritten } from './keptDecisions';

/** Milliseconds from a decision to its being written, at most: what is decided meanwhile is written with it. */
const saveDelay = 300;
/** Milliseconds without an edit before lost decisions are looked for in the text. */
const pauseAfterEdit = 400;
/** Milliseconds before a sidecar that could not be written is tried again. */
const retryDelay = 5_000;

/** The decisions on one open document: in memory they follow its edits, on the disk they lie in its sidecar, which others may write as well. */
export class DocumentCuration {
  decisions: readonly Decision[] = [];
  /** Why decisions could not be written; they are in memory, and it is tried again. */
  saveProblem?: string;
  /** Why the sidecar cannot be read; nothing can be decided then. */
  loadProblem?: string;
  isLoaded = false;
  /** What the file holds, as far as is known. */
  #base: ReadFile = emptyFile;
  #seen = '';
  /** What the first line of the sidecar says besides. */
  #others = emptySidecar.others;
  #finished?: { readonly version: number; readonly others: object; readonly by: Finished | undefined };
  /** Decided, and not on the disk yet. */
  #isDirty = false;
  #isSaving = false;
  /** The text has been edited since decisions took their context from it. */
  #isMoved = false;
  readonly #lostHere = new LostHere();
  #saveTimer?: NodeJS.Timeout;
  #searchTimer?: NodeJS.Timeout;
  /** One read or write after the other. */
  #queue: Promise<void>;

  /**
   * @param path of the sidecar; undefined where the document is no file
   * @param changed called when `decisions` are others than before, but not for edits of the text; or only what is told of their `state`
   */
  constructor(
    private readonly document: TextDocument,
    private path: string | undefined,
    private readonly changed: (what: 'decisions' | 'state') => void,
    /** The file is read when this is done; what was decided before and could not be written is gone on with. */
    before: Promise<Unwritten | undefined> = Promise.resolve(undefined),
  ) {
    this.#queue = before.then((unwritten) => {
      if (unwritten) this.#takeOver(unwritten);
      return this.#load();
    });
  }

  /** Address of the sidecar; undefined where the document is no file. */
  get sidecar(): string | undefined {
    return this.path && pathToFileURL(this.path).href;
  }

  get isSaved(): boolean {
    return !this.#isDirty && !this.#isSaving;
  }

  /** What was wrong in the file when it was read, line by line. */
  get problems(): ReadFile['problems'] {
    return this.#base.problems;
  }

  /** Everything that has begun is done. */
  settled(): Promise<void> {
    return this.#queue;
  }

  /** The text has been edited. */
  edit(edit: Edit): void {
    if (this.decisions.length === 0) return;
    this.#isMoved = true;
    const text = this.document.getText();
    const followed = followDecisions(this.decisions, edit, text);
    this.#lostHere.followed(this.decisions, followed, edit, text);
    this.decisions = followed;
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#searchLost(), pauseAfterEdit);
  }

  /** Who has finished the document as it stands. */
  get finished(): Finished | undefined {
    const { version } = this.document;
    // The whole text is hashed for it.
    if (this.#finished?.version !== version || this.#finished.others !== this.#others)
      this.#finished = {
        version,
        others: this.#others,
        by: finishedBy({ ...emptySidecar, others: this.#others }, this.document.getText()),
      };
    return this.#finished.by;
  }

  /** @param who undefined where the document is not finished any more @returns what is said now */
  finish(who: Pick<Finished, 'by' | 'when'> | undefined): Finished | undefined {
    const said = who && finishedNow(this.document.getText(), who);
    this.sayFinished(said);
    return said;
  }

  sayFinished(said: Finished | undefined): void {
    this.#others = sayingFinished({ ...emptySidecar, others: this.#others }, said).others;
    this.#mustBeSaved();
    this.changed('state');
  }

  commit(changes: readonly Change[]): void {
    this.decisions = withChanges(this.decisions, changes);
    this.#mustBeSaved();
    this.changed('decisions');
  }

  #mustBeSaved(): void {
    this.#isDirty = true;
    if (this.saveProblem !== undefined) {
      // It need not wait for the next attempt.
      clearTimeout(this.#saveTimer);
      this.#saveTimer = undefined;
    }
    this.#saveSoon(saveDelay);
  }

  /** Takes changes back, or makes them again: the text may have been edited since they were made. */
  restore(changes: readonly Change[]): void {
    this.commit(changesNow(changes, this.decisions, this.document.getText()));
  }

  /** The document is on the disk as it stands: so are the places of its decisions. */
  async documentSaved(): Promise<void> {
    if (this.decisions.length > 0) await this.flush(true);
  }

  /** Writes what is not on the disk yet. @param places also where decisions have only moved */
  flush(places = false): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    this.#queue = this.#queue.then(() => (this.#isDirty || places ? this.#save() : undefined));
    return this.#queue;
  }

  /** Somebody may have written, made or removed the sidecar. */
  look(): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.path !== undefined && (await stateOf(this.path)) !== this.#seen) await this.#load();
    });
    return this.#queue;
  }

  /** Nothing is looked for any more. What is not written yet is; where it cannot be it is tried again and again, until it is handed over. */
  close(): Promise<void> {
    clearTimeout(this.#searchTimer);
    return this.flush();
  }

  /** Tries for the last time to write. @returns what could not be written */
  async handOver(): Promise<Unwritten | undefined> {
    clearTimeout(this.#searchTimer);
    await this.flush();
    clearTimeout(this.#saveTimer);
    if (!this.#isDirty) return undefined;
    const decisions = refreshed(this.decisions, this.document.getText());
    return { base: this.#base, sidecar: { ...this.#base.sidecar, others: this.#others, decisions } };
  }

  #takeOver({ base, sidecar }: Unwritten): void {
    this.#base = base;
    this.#others = sidecar.others;
    // What was not saved of the text is gone.
    this.decisions = findAgain(sidecar.decisions, this.document.getText());
    this.#isDirty = true;
  }

  #saveSoon(delay: number): void {
    this.#saveTimer ??= setTimeout(() => void this.flush(), delay);
  }

  readonly #mayBeAt = (...asked: Parameters<LostHere['mayBeAt']>): boolean =>
    this.#lostHere.mayBeAt(...asked);

  #searchLost(): void {
    if (!this.decisions.some(isLost)) return;
    const lost = this.decisions.filter(isLost);
    const again = findAgain(lost, this.document.getText(), this.decisions, this.#mayBeAt);
    const found = new Map(again.map((each) => [each.id, each]));
    this.decisions = this.decisions.map((each) => found.get(each.id) ?? each);
    this.#lostHere.keep(this.decisions);
    this.changed('decisions');
  }

  async #load(): Promise<void> {
    const before = this.decisions;
    try {
      if (this.path !== undefined) {
        this.#seen = await stateOf(this.path);
        const found = await loadSidecar(this.path, this.#base);
        this.#merge(this.#base.sidecar, found.sidecar);
        this.#base = found;
        if (this.#isDirty) this.#saveSoon(saveDelay);
      }
      this.loadProblem = undefined;
    } catch (error) {
      this.loadProblem = sentence(error);
    }
    this.isLoaded = true;
    this.changed(this.decisions === before ? 'state' : 'decisions');
  }

  async #save(): Promise<void> {
    if (this.path === undefined || this.loadProblem !== undefined) return;
    if (this.#isMoved) this.decisions = refreshed(this.decisions, this.document.getText());
    this.#isMoved = false;
    const [written, others] = [this.decisions, this.#others];
    this.#isDirty = false;
    this.#isSaving = true;
    try {
      const now = await saveSidecar(this.path, this.#base, {
        ...this.#base.sidecar,
        others,
        decisions: written,
      });
      this.#seen = await stateOf(this.path);
      const isAlone = now.sidecar.decisions === written;
      if (!isAlone) this.#merge({ ...now.sidecar, others, decisions: written }, now.sidecar);
      this.#base = now;
      this.saveProblem = undefined;
      this.#isSaving = false;
      this.changed(isAlone ? 'state' : 'decisions');
    } catch (error) {
      this.#isDirty = true;
      this.#isSaving = false;
      this.saveProblem = sentence(error);
      this.#saveSoon(retryDelay);
      this.changed('state');
    }
  }

  /** What somebody else has made of `base`, with what was decided here meanwhile. */
  #merge(base: Sidecar, theirs: Sidecar): void {
    const text = this.document.getText();
    // Ours have followed the edits: with the context of before they would be looked for, and might be found elsewhere.
    const ours = refreshed(this.decisions, text);
    const merged = mergeSidecars(base, { ...base, others: this.#others, decisions: ours }, theirs);
    const { decisions } = merged;
    this.#others = merged.others;
    if (decisions.length > 0 || ours.length > 0)
      this.decisions = findAgain(decisions, text, undefined, this.#mayBeAt);
  }
}

/** Changes whenever a file is written, made or removed. */
async function stateOf(path: string): Promise<string> {
  return stat(path).then(
    ({ ino, size, mtimeMs, ctimeMs }) => [ino, size, mtimeMs, ctimeMs].join(' '),
    () => 'none',
  );
}
