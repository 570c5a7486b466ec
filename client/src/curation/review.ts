import {
  commands,
  type Disposable,
  Range,
  Selection,
  StatusBarAlignment,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { analysedDocument } from '../analysedDocument';

import { isAnalysed } from '../languageClient';
import type { Curation } from './curation';
import { curationCommand } from './curationCommands';
import { reviewingContext } from './curationContributions';
import { type CurationItem, type Stretch, summaryOf } from './curationItem';
import { folderDocuments } from './folderDocuments';
import { itemAfter } from './itemsAt';
import { ReviewMark } from './reviewMark';
import { isUndecided, reviewProgress, reviewStep } from './reviewOrder';

/** What is decided is shown within so many milliseconds, or the review goes on without. */
const patience = 3_000;

/** Walks through what nobody has decided on, the most uncertain first, from document to document of a folder. Single keys decide while it is on. */
export class Review implements Disposable {
  readonly #status = window.createStatusBarItem('biogloss.review', StatusBarAlignment.Left, 50);
  readonly #mark = new ReviewMark();
  readonly #subscriptions: Disposable[];
  #document: TextDocument | undefined;
  #current: CurationItem | undefined;
  /** The document's annotations have not come yet. */
  #waits = false;
  /** Documents of the folder, and those that the review has been in. */
  #folder: readonly Uri[] = [];
  #visited = new Set<string>();

  constructor(private readonly curation: Curation) {
    this.#status.name = 'BioGloss Review';
    this.#status.command = curationCommand.showKeys;
    this.#subscriptions = [
      this.#status,
      this.#mark,
      curation.onDidChange((uri) => {
        if (uri.toString() !== this.#document?.uri.toString()) return;
        this.#render();
        if (this.#waits) void this.#arrive();
      }),
      window.onDidChangeActiveTextEditor((editor) => this.#editorChanged(editor)),
    ];
  }

  dispose(): void {
    this.end();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get isOn(): boolean {
    return this.#document !== undefined;
  }

  /** What is asked about, while the selection is still there. */
  currentIn(editor: TextEditor): CurationItem | undefined {
    const place = this.#current?.place;
    if (editor.document !== this.#document || !place) return undefined;
    return editor.selection.isEqual(rangeOf(place)) ? this.#current : undefined;
  }

  /** Begins in the active document, or goes on there. */
  async start(): Promise<void> {
    this.#visited.clear();
    await this.#enter(analysedDocument());
  }

  end(): void {
    this.#document = undefined;
    this.#current = undefined;
    this.#waits = false;
    this.#mark.clear();
    this.#status.hide();
    void commands.executeCommand('setContext', reviewingContext, false);
  }

  /** Goes to what is undecided next, or to the next document where nothing is. */
  async step(direction: 'next' | 'previous'): Promise<void> {
    const document = this.#document ?? analysedDocument();
    const items = this.curation.itemsOf(document);
    if (!items) {
      window.setStatusBarMessage('BioGloss: this document is still being analysed', 5_000);
      return;
    }
    const item = reviewStep(items, this.#document && this.#current, direction);
    if (item) await this.#show(document, item);
    else if (this.isOn) await this.nextDocument();
    else window.setStatusBarMessage('BioGloss: nothing is undecided in this document', 5_000);
  }

  /** After a decision: goes on where it was on what the review asks about. */
  async decided(document: TextDocument, items: readonly CurationItem[]): Promise<void> {
    const current = this.#current;
    if (document !== this.#document || !current || !items.some(({ key }) => key === current.key)) return;
    const isOpen = () =>
      this.curation
        .itemsOf(document)
        ?.some(({ key, state }) => key === current.key && state === 'undecided') ?? true;
    const until = Date.now() + patience;
    while (isOpen() && Date.now() < until) await this.curation.changed(document, until - Date.now());
    if (this.#document === document) await this.step('next');
  }

  /** After a change of boundaries: stays with the mention, which stands elsewhere now. */
  async moved(document: TextDocument, item: CurationItem): Promise<void> {
    if (document !== this.#document || item.key !== this.#current?.key) return;
    const moved = () => {
      const items = this.curation.itemsOf(document);
      return items?.some(({ key }) => key === item.key) ? undefined : items && itemAfter(items, item);
    };
    const until = Date.now() + patience;
    while (!moved() && Date.now() < until) await this.curation.changed(document, until - Date.now());
    const now = moved();
    // It has no score of its own any more; the review goes on from where it was.
    if (now && this.#document === document)
      await this.#show(document, { ...now, uncertainty: item.uncertainty });
  }

  /** After an undo: goes back to what is undecided again. @param before keys of what was undecided */
  async takenBack(document: TextDocument, before: ReadonlySet<string>): Promise<void> {
    if (document !== this.#document) return;
    const again = () =>
      this.curation.itemsOf(document)?.find((item) => isUndecided(item) && !before.has(item.key));
    const until = Date.now() + patience;
    while (!again() && Date.now() < until) await this.curation.changed(document, until - Date.now());
    const item = again();
    if (item && this.#document === document) await this.#show(document, item);
  }

  /** Goes on to the next document of the folder in which the review has not been. */
  async nextDocument(): Promise<void> {
    if (!this.#document) return this.start();
    const from = this.#folder.findIndex((uri) => uri.toString() === this.#document?.uri.toString());
    const next = [...this.#folder.slice(from + 1), ...this.#folder.slice(0, Math.max(0, from))].find(
      (uri) => !this.#visited.has(uri.toString()),
    );
    if (next) {
      await this.#enter(await workspace.openTextDocument(next));
      return;
    }
    this.end();
    void window.showInformationMessage(
      this.#folder.length === 1
        ? 'The review is over: there is no further document in this folder.'
        : 'The review is over: it has been in all documents of this folder.',
    );
  }

  async #enter(document: TextDocument): Promise<void> {
    this.#document = document;
    this.#current = undefined;
    this.#waits = true;
    this.#visited.add(document.uri.toString());
    this.#mark.clear();
    this.#status.show();
    this.#render();
    await commands.executeCommand('setContext', reviewingContext, true);
    await window.showTextDocument(document);
    const folder = await folderDocuments(document.uri).catch(() => [document.uri]);
    if (this.#document !== document) return;
    this.#folder = folder;
    await this.#arrive();
  }

  /** Shows the first question once the annotations are there. */
  async #arrive(): Promise<void> {
    const document = this.#document;
    const items = document && this.#folder.length > 0 ? this.curation.itemsOf(document) : undefined;
    if (!document || !items) return;
    this.#waits = false;
    await this.step('next');
  }

  async #show(document: TextDocument, item: CurationItem): Promise<void> {
    const editor = await window.showTextDocument(document);
    if (item.place) {
      const range = rangeOf(item.place);
      editor.selection = new Selection(range.start, range.end);
      editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    }
    if (!this.isOn) return;
    this.#current = item;
    if (item.place) this.#mark.show(editor, rangeOf(item.place), summaryOf(item));
    this.#render();
  }

  /** Another document goes on with the review; anything else leaves it alone until the person comes back. */
  #editorChanged(editor: TextEditor | undefined): void {
    if (!this.isOn) return;
    const isReviewed = editor?.document === this.#document;
    void commands.executeCommand('setContext', reviewingContext, isReviewed);
    if (editor && !isReviewed && isAnalysed(editor.document)) void this.#enter(editor.document);
  }

  #render(): void {
    if (!this.#document) return;
    const items = this.curation.itemsOf(this.#document);
    const { decided, all } = reviewProgress(items ?? []);
    const at = this.#folder.findIndex((uri) => uri.toString() === this.#document?.uri.toString());
    const where = this.#folder.length > 1 ? ` · document ${at + 1} of ${this.#folder.length}` : '';
    const progress = items ? `${decided} of ${all}` : 'waiting for the analysis';
    this.#status.text = `$(checklist) Review: ${progress}${where}`;
    this.#status.tooltip = 'Decided in this document. A click shows the keys; Escape ends the review.';
  }
}

const rangeOf = ({ start, end }: Stretch): Range =>
  new Range(start.line, start.character, end.line, end.character);
