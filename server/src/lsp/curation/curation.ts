import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { applyDecisions, type CuratedAnnotations } from '../../curation/applyDecisions';
import { conflicting, reversed } from '../../curation/change';
import { History, type Step } from '../../curation/history';
import { sidecarPath } from '../../curation/sidecarFile';
import type { Annotator, DocumentAnnotations } from '../../languageService/annotator';
import { noAnnotations } from '../../languageService/annotator';
import { Failure } from '../../platform/failure';
import type { CurateResult } from '../../protocol/curation';
import type { Edit } from '../../text/edit';
import type { DocumentAnnotator } from '../documentAnnotator';
import { DocumentCuration } from './documentCuration';

/** What is known of a document at this moment, as far as nobody decided otherwise, and what persons decided. */
export type CuratedDocument = DocumentAnnotations & CuratedAnnotations;

interface Entry {
  readonly document: TextDocument;
  readonly curation: DocumentCuration;
  /** Something was found before the sidecar was read, and nobody was told. */
  isWithheld: boolean;
  /** What was put together last, and of what. */
  applied?: { readonly of: readonly unknown[]; readonly curated: CuratedAnnotations };
}

/** Lays what persons decided over what the model found in the open documents, and keeps the steps in which they decided. */
export class Curation implements Annotator {
  readonly history = new History();
  readonly #entries = new Map<string, Entry>();
  /** Documents that were closed and are still being written. */
  readonly #closing = new Map<string, Promise<void>>();

  constructor(
    private readonly annotator: DocumentAnnotator,
    private readonly changed: (document: TextDocument, what: 'decisions' | 'state') => void,
  ) {}

  open(document: TextDocument): void {
    const closed = this.close(document) ?? this.#closing.get(document.uri);
    const { uri } = document;
    const path = uri.startsWith('file:') ? sidecarPath(fileURLToPath(uri)) : undefined;
    const changed = (what: 'decisions' | 'state') => {
      this.changed(document, entry.isWithheld ? 'decisions' : what);
      entry.isWithheld = false;
    };
    const curation = new DocumentCuration(document, path, changed, closed);
    const entry: Entry = { document, curation, isWithheld: false };
    this.#entries.set(uri, entry);
  }

  edit({ uri }: TextDocument, edit: Edit): void {
    this.#entries.get(uri)?.curation.edit(edit);
  }

  saved(uri: string): void {
    void this.#entries.get(uri)?.curation.documentSaved();
  }

  close({ uri }: TextDocument): Promise<void> | undefined {
    const entry = this.#entries.get(uri);
    if (!entry) return undefined;
    this.#entries.delete(uri);
    const closing = entry.curation.close().finally(() => {
      if (this.#closing.get(uri) === closing) this.#closing.delete(uri);
    });
    this.#closing.set(uri, closing);
    return closing;
  }

  /** Everything that was decided is written, or cannot be. */
  async dispose(): Promise<void> {
    for (const { document } of [...this.#entries.values()]) void this.close(document);
    await Promise.all(this.#closing.values());
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
    const { decisions } = entry.curation;
    if (decisions.length === 0) return { ...predicted, ...noDecisions };
    const of = [predicted.mentions, predicted.relations, decisions];
    if (!entry.applied || entry.applied.of.some((each, at) => each !== of[at]))
      entry.applied = { of, curated: applyDecisions(document.getText(), predicted, decisions) };
    return { ...predicted, ...entry.applied.curated };
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

  /** Does something that a person can take back. */
  commit(step: Step): void {
    if (step.changes.size === 0) return;
    this.history.add(step);
    for (const [uri, changes] of step.changes) this.#entries.get(uri)?.curation.commit(changes);
  }

  /**
   * Takes the last step back, or does it again.
   * @param uri where given, the last step in this document
   * @returns null where there is none
   * @throws Failure with a sentence where somebody has decided otherwise since
   */
  turn(direction: 'undo' | 'redo', uri?: string): CurateResult | null {
    const step = direction === 'undo' ? this.history.toUndo(uri) : this.history.toRedo(uri);
    if (!step) return null;
    const blocker = this.history.blocker(step);
    if (blocker)
      throw new Failure(
        `“${step.label}” was in other documents too, where something was decided since (“${blocker.label}”). Take that back there first.`,
      );
    const changes = [...step.changes].map(([each, made]) => ({
      uri: each,
      curation: this.#entries.get(each)?.curation,
      made: direction === 'undo' ? made.map(reversed) : made,
    }));
    for (const { curation, made } of changes) {
      if (curation && conflicting(curation.decisions, made).length === 0) continue;
      this.history.forget(step);
      throw new Failure(
        `“${step.label}” cannot be ${direction === 'undo' ? 'taken back' : 'done again'}: something else has been decided there since.`,
      );
    }
    this.history.turn(step);
    for (const { curation, made } of changes) curation?.commit(made);
    const changed = changes.reduce((sum, { made }) => sum + made.length, 0);
    return { changed, uris: [...step.changes.keys()], label: step.label };
  }
}

const noDecisions: Pick<CuratedAnnotations, 'rejected' | 'decisions'> = {
  rejected: { mentions: [], relations: [] },
  decisions: new Map(),
};
