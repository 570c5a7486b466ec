import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Change, reversed } from '../../../curation/change';
import type { Decision } from '../../../curation/decision';
import type { Step } from '../../../curation/history';
import { replaced } from '../../../formats/layout/change';
import type { CorpusFile } from '../../../formats/layout/corpusFile';
import type { Replacement } from '../../../formats/layout/layout';
import { formatById } from '../../../formats/registry';
import { Failure } from '../../../platform/failure';
import type { CurateResult, CurationStateParams } from '../../../protocol/curation';
import type { OpenCorpora } from '../../corpus/openCorpora';
import type { DocumentAnnotator } from '../../documentAnnotator';
import type { CuratedDocument } from '../curatedDocument';
import type { Curation } from '../curation';
import { countsOf } from '../curationViews';
import { type FileView, viewOf } from './fileView';
import { fingerprint, TiedChanges } from './tiedChanges';

/** Milliseconds that reading documents may take before it goes on in slices. */
const longestSlice = 20;

/** Has the client change a document. @throws Failure with a sentence where it does not */
export type ApplyEdit = (
  document: TextDocument,
  replacements: readonly Replacement[],
  label: string,
) => Promise<void>;

interface Known {
  readonly of: readonly unknown[];
  readonly view: FileView;
}

/**
 * Curation of corpus files: what persons decide is written into the file, as edits that the client makes and takes back. What no format has a place for, that a
 * finding of the model is none, is kept beside the file as with any text.
 */
export class FileCuration {
  readonly #known = new WeakMap<TextDocument, Known>();
  readonly #tied = new WeakMap<TextDocument, TiedChanges>();
  /** The text at which a step that changed nothing in it was done. */
  readonly #texts = new WeakMap<Step, string>();
  readonly #reading = new WeakSet<CorpusFile>();

  /** @param apply absent where the client lets nobody change its texts */
  constructor(
    private readonly curation: Curation,
    private readonly annotator: Pick<DocumentAnnotator, 'current'>,
    private readonly corpora: OpenCorpora,
    private readonly apply: ApplyEdit | undefined,
    private readonly documents: {
      open(uri: string): TextDocument | undefined;
      /** What is shown in it. */
      changed(document: TextDocument): void;
      /** What is told of its state: an edit of ours may be taken back. */
      stateChanged(document: TextDocument): void;
    },
  ) {}

  /** The corpus file that a document is. */
  fileOf(document: TextDocument): CorpusFile | undefined {
    return this.corpora.of(document);
  }

  current(document: TextDocument): CuratedDocument {
    const view = this.viewOf(document);
    const shown = this.curation.current(document);
    if (view)
      return {
        ...shown,
        ...view.annotations,
        documentOf: (relation) => view.relations.get(relation)?.index,
      };
    return this.fileOf(document) && this.curation.of(document)?.isLoaded
      ? { ...shown, complete: false }
      : shown;
  }

  isSettled(document: TextDocument): boolean {
    const file = this.fileOf(document);
    return this.curation.isSettled(document) && (!file || !this.#reading.has(file));
  }

  problem(document: TextDocument): string | undefined {
    return this.curation.problem(document);
  }

  /** Undefined for what is no corpus file, and while it is still being read. */
  viewOf(document: TextDocument): FileView | undefined {
    const file = this.fileOf(document);
    const own = this.curation.of(document);
    if (!file || !own?.isLoaded || !this.#isRead(document, file)) return undefined;
    const predicted = this.annotator.current(document);
    const of = [predicted.mentions, predicted.relations, own.decisions, file.text];
    const known = this.#known.get(document);
    if (known?.of.every((each, at) => each === of[at])) return known.view;
    const view = viewOf(file, predicted, own.decisions);
    this.#known.set(document, { of, view });
    return view;
  }

  /** Why nothing can be decided on a document, in a sentence; undefined where something can. */
  refusal(document: TextDocument): string | undefined {
    const file = this.fileOf(document);
    if (!file) return this.curation.refusal(document);
    const own = this.curation.of(document);
    if (!own?.isLoaded) return 'This file is still being read.';
    if (own.loadProblem !== undefined)
      return `Nothing can be decided before this is mended: ${own.loadProblem}.`;
    const { title } = formatById(file.language.format)!;
    if (!file.language.change)
      return `A file of ${title} has no text to decide in. Open the text beside it: what you decide is kept beside that.`;
    if (!this.apply)
      return `What is decided on a file of ${title} is written into it, and this editor lets nobody else change its texts.`;
    return undefined;
  }

  canDecide(document: TextDocument): boolean {
    return this.refusal(document) === undefined;
  }

  /** How the curation of a document stands, where it is a corpus file. */
  stateOf(document: TextDocument, state: CurationStateParams): CurationStateParams {
    const file = this.fileOf(document);
    if (!file) return state;
    const own = this.curation.of(document);
    const { history } = this.curation;
    const { uri } = document;
    const view = this.viewOf(document);
    return {
      ...state,
      counts: { ...state.counts, ...(view && countsOf(view.annotations)) },
      store: this.canDecide(document) ? 'document' : 'none',
      problem: own?.loadProblem ?? own?.saveProblem ?? this.#unfiled(document),
      undo: this.#stepNow(document, history.toUndo(uri))?.label,
      redo: this.#stepNow(document, history.toRedo(uri))?.label,
    };
  }

  /** Ids of decisions beside a file that could be written into it: made before it was its own store, or by another program. */
  unfiledIn(document: TextDocument): readonly string[] {
    const view = this.viewOf(document);
    if (!view) return [];
    const { mentions, relations } = view.annotations;
    return [
      ...mentions.map((each) => view.mentions.get(each)!),
      ...relations.map((each) => view.relations.get(each)!),
    ].flatMap(({ own, decision }) => (own || !decision ? [] : [decision.id]));
  }

  /** What is kept beside a file. */
  decisionsOn(document: TextDocument): readonly Decision[] {
    return this.curation.of(document)?.decisions ?? [];
  }

  get curator(): string {
    return this.curation.curator;
  }

  #unfiled(document: TextDocument): string | undefined {
    const { length } = this.unfiledIn(document);
    if (length === 0) return undefined;
    const name = decodeURIComponent(document.uri.split('/').at(-1)!);
    const what = length === 1 ? 'One decision' : `${length} decisions`;
    return `${what} on ${name} ${length === 1 ? 'is' : 'are'} not in the file itself, only beside it in ${name}.curation. Accepting writes them into it; the quick fix (Ctrl+.) does so for all.`;
  }

  /**
   * Does what was planned as one step.
   * @throws Failure with a sentence where the client does not change its text
   */
  async commit(
    document: TextDocument,
    label: string,
    {
      replacements,
      beside,
    }: { readonly replacements: readonly Replacement[]; readonly beside: readonly Change[] },
  ): Promise<void> {
    const own = this.curation.of(document)!;
    if (beside.some(({ after }) => after) && own.sidecar === undefined)
      throw new Failure(
        'That something is none is kept beside the file, and this document is none yet. Save it first.',
      );
    const text = document.getText();
    if (replacements.length === 0) {
      await this.curation.commit({ label, changes: new Map([[document.uri, beside]]) });
      const step = this.curation.history.toUndo(document.uri);
      if (step) this.#texts.set(step, fingerprint(text));
      this.documents.stateChanged(document);
      return;
    }
    // Before the edit: from here on they follow it.
    if (beside.length > 0) own.commit(beside);
    const tied = this.#tied.get(document) ?? new TiedChanges();
    this.#tied.set(document, tied);
    tied.isEditing = true;
    try {
      await this.apply!(document, replacements, label);
    } catch (error) {
      if (beside.length > 0) own.restore(beside.map(reversed));
      throw error;
    } finally {
      tied.isEditing = false;
    }
    tied.add({
      before: fingerprint(text),
      after: fingerprint(replaced(text, replacements)),
      changes: beside,
    });
  }

  /** An edit may be one of ours, taken back or done again by the client. */
  edited(document: TextDocument): void {
    if (!this.fileOf(document)) return;
    const changes = this.#tied.get(document)?.changesAt(() => fingerprint(document.getText())) ?? [];
    if (changes.length > 0) this.curation.of(document)?.restore(changes);
    // What is shown follows the analysis of the text.
    this.documents.stateChanged(document);
  }

  /** As `Curation.turn`; null where the last thing that was done is an edit of the text, which the editor takes back. */
  async turn(direction: 'undo' | 'redo', uri?: string): Promise<CurateResult | null> {
    const { history } = this.curation;
    const document = uri === undefined ? undefined : this.documents.open(uri);
    if (document && this.fileOf(document)) {
      const step = direction === 'undo' ? history.toUndo(uri) : history.toRedo(uri);
      if (!this.#stepNow(document, step)) return null;
    }
    return this.curation.turn(direction, uri);
  }

  #stepNow(document: TextDocument, step: Step | undefined): Step | undefined {
    const text = step && this.#texts.get(step);
    return text !== undefined && text === fingerprint(document.getText()) ? step : undefined;
  }

  #isRead(document: TextDocument, file: CorpusFile): boolean {
    if (this.#reading.has(file)) return false;
    const began = performance.now();
    for (const [index, stretch] of file.stretches.entries()) {
      if (stretch.isRead) continue;
      if (performance.now() - began > longestSlice) {
        this.#readOn(document, file);
        return false;
      }
      stretch.layout(index);
    }
    return true;
  }

  #readOn(document: TextDocument, file: CorpusFile): void {
    this.#reading.add(file);
    setImmediate(() => {
      this.#reading.delete(file);
      // It may have been closed, or opened anew.
      if (this.fileOf(document) === file && this.#isRead(document, file)) this.documents.changed(document);
    });
  }
}
