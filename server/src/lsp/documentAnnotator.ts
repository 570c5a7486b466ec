import type { TextDocument } from 'vscode-languageserver-textdocument';
import { joinParts } from '../annotation/joinParts';
import { scoredAtLeast } from '../annotation/leastScore';
import { type Annotator, type DocumentAnnotations, noAnnotations } from '../languageService/annotator';
import { followEdit } from '../languageService/followEdit';
import type { AnnotatedPart, DraftPart } from '../protocol/analysis';
import type { Edit } from '../text/edit';
import { bySpan } from '../text/span';
import type { AnalysisHost, Ticket } from './analysisHost';

/** UTF-16 units of a text that is read about as fast as a key is struck. */
const shortText = 20_000;

/** Milliseconds without an edit before a document is analysed again. Of a long text each analysis sends all of it to the worker. */
const pauseAfterEdit = ({ length }: string): number => (length <= shortText ? 75 : 150);

/** Putting together what has come of a long document takes this share of the time at most, so that hovers do not wait for it one after another. */
const mergingShare = 1 / 30;

/** What an analysis has found so far; spans index the text of the version that it was started for. */
interface Found {
  readonly parts: AnnotatedPart[];
  /** What the dictionary says of parts that the model has not answered for, by their start. */
  readonly drafts: Map<number, DraftPart>;
  complete: boolean;
  /** UTF-16 units of the text that have been read. */
  covered: number;
}

interface Entry {
  readonly document: TextDocument;
  /** What is shown: the result of one analysis, never a mixture, moved along with each edit. */
  shown: Omit<DocumentAnnotations, 'version'>;
  /** A result to be shown next; it is put together when it is asked for, not for every part that comes in. */
  next?: Found;
  /** When an unfinished result may be put together again, by `performance.now`. */
  rested: number;
  /** How much of what is shown is the model's, in UTF-16 units of the document. */
  covered: number;
  /** True once a whole result has been shown: from then on no draft is wanted. */
  wasWhole: boolean;
  ticket?: Ticket;
  timer?: NodeJS.Timeout;
  problem?: string;
  /** Where the person was last seen: offset of the last edit. */
  near: number;
  /** Those who wait until `shown` is the last word on the text as it stands. */
  waiting: Set<() => void>;
}

/** Called when what is shown of a document has changed by an analysis (not by an edit). */
export type ShownListener = (document: TextDocument) => void;

/**
 * Keeps the annotations of the open documents up to date: asks for an analysis when a document is opened, and again when
 * no edit has come for a moment.
 *
 * A new analysis replaces what is shown as a whole when it is done. Only where nothing, or less of the document, is shown
 * does it appear part by part: first what the dictionary knows, then in its place what the model says.
 */
export class DocumentAnnotator implements Annotator {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly host: AnalysisHost,
    private readonly shownChanged: ShownListener,
    /** Annotations with a lower score are not shown; those without a score always are. */
    private minimumScore = 0,
  ) {}

  current(document: TextDocument): DocumentAnnotations {
    const entry = this.#entries.get(document.uri);
    if (entry?.next?.complete || (entry && performance.now() >= entry.rested)) this.#merge(entry);
    return entry ? { ...entry.shown, version: document.version } : noAnnotations(document.version);
  }

  problem(document: TextDocument): string | undefined {
    return this.#entries.get(document.uri)?.problem;
  }

  /** True where nothing more will come for the document as it stands. */
  isSettled({ uri }: TextDocument): boolean {
    const entry = this.#entries.get(uri);
    return !entry || !isPending(entry);
  }

  /**
   * Waits until the document as it stands has been analysed, or cannot be.
   * @throws the signal's reason when it is aborted first
   */
  async settled(document: TextDocument, signal: AbortSignal): Promise<DocumentAnnotations> {
    const entry = this.#entries.get(document.uri);
    signal.throwIfAborted();
    if (entry && isPending(entry)) {
      await new Promise<void>((resolve, reject) => {
        const done = () => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        const stop = () => {
          entry.waiting.delete(done);
          reject(signal.reason);
        };
        entry.waiting.add(done);
        signal.addEventListener('abort', stop, { once: true });
      });
    }
    return this.current(document);
  }

  open(document: TextDocument): void {
    // A client that opens a document twice must not leave those waiting who asked in between.
    this.close(document);
    const entry: Entry = {
      document,
      shown: noAnnotations(document.version),
      covered: 0,
      rested: 0,
      wasWhole: false,
      near: 0,
      waiting: new Set(),
    };
    this.#entries.set(document.uri, entry);
    this.#analyse(entry);
  }

  edit(document: TextDocument, edit: Edit): void {
    const entry = this.#entries.get(document.uri);
    if (!entry) return;
    this.#merge(entry);
    const moved = followEdit(entry.shown, edit, document.getText());
    entry.shown = { ...moved, complete: false, unread: [] };
    entry.near = edit.start;
    this.#stop(entry);
    entry.timer = setTimeout(() => this.#analyse(entry), pauseAfterEdit(document.getText()));
  }

  close(document: TextDocument): void {
    const entry = this.#entries.get(document.uri);
    if (!entry) return;
    this.#stop(entry);
    this.#entries.delete(document.uri);
    this.#release(entry);
  }

  /** Forgets all documents; those who wait are answered with nothing. */
  dispose(): void {
    for (const { document } of [...this.#entries.values()]) this.close(document);
  }

  /** Analyses a document now, also where it has been done before. */
  analyse(document: TextDocument): void {
    const entry = this.#entries.get(document.uri);
    if (entry) this.#analyse(entry);
  }

  /** Analyses all documents again; what is shown stays until the new result is whole. */
  refresh(): void {
    for (const entry of this.#entries.values()) this.#analyse(entry);
  }

  /** Another model is in use: nothing that was shown counts any more. */
  analyseAll(): void {
    for (const entry of this.#entries.values()) {
      entry.shown = noAnnotations(entry.document.version);
      entry.next = undefined;
      entry.covered = 0;
      entry.wasWhole = false;
      this.#analyse(entry);
    }
  }

  get leastScore(): number {
    return this.minimumScore;
  }

  set leastScore(score: number) {
    if (score === this.minimumScore) return;
    this.minimumScore = score;
    this.analyseAll();
  }

  #stop(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.ticket?.cancel();
    entry.ticket = undefined;
  }

  #analyse(entry: Entry): void {
    this.#stop(entry);
    const { document } = entry;
    const found: Found = { parts: [], drafts: new Map(), covered: 0, complete: false };
    const { near, wasWhole } = entry;
    const request = { text: document.getText(), languageId: document.languageId, near, draft: !wasWhole };
    entry.ticket = this.host.annotate(request, {
      draft: (parts) => {
        for (const draft of parts) found.drafts.set(draft.part.start, draft);
        if (!entry.wasWhole && found.covered >= entry.covered) this.#show(entry, found);
      },
      part: (part) => {
        found.parts.push(part);
        found.drafts.delete(part.part.start);
        found.covered += part.part.end - part.part.start;
        if (!entry.shown.complete && found.covered >= entry.covered) this.#show(entry, found);
      },
      done: () => {
        entry.problem = this.host.problem;
        entry.ticket = undefined;
        entry.wasWhole = true;
        found.complete = true;
        this.#show(entry, found);
        this.#release(entry);
      },
      failed: (message) => {
        entry.problem = message;
        entry.ticket = undefined;
        this.#merge(entry);
        this.shownChanged(document);
        this.#release(entry);
      },
    });
  }

  #show(entry: Entry, found: Found): void {
    entry.covered = found.covered;
    entry.next = found;
    this.shownChanged(entry.document);
  }

  /** What has come is shown from now on. */
  #merge(entry: Entry): void {
    if (!entry.next) return;
    const began = performance.now();
    entry.shown = this.#merged(entry.next);
    entry.next = undefined;
    const ended = performance.now();
    entry.rested = ended + (ended - began) / mergingShare;
  }

  #merged({ parts: read, drafts, complete }: Found): Entry['shown'] {
    const drafted = [...drafts.values()].map((draft) => ({ ...draft, relations: [], unread: [] }));
    const { state } = this.host;
    const parts = [...read, ...drafted].sort((a, b) => bySpan(a.part, b.part));
    return {
      complete,
      ...scoredAtLeast(joinParts(parts), this.minimumScore),
      unread: parts.flatMap(({ unread }) => unread),
      ...(state.kind === 'ready' && { thresholds: state.model?.relationThresholds }),
    };
  }

  #release(entry: Entry): void {
    const waiting = [...entry.waiting];
    entry.waiting.clear();
    for (const done of waiting) done();
  }
}

const isPending = ({ ticket, timer }: Entry): boolean => ticket !== undefined || timer !== undefined;
