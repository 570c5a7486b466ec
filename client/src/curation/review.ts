import {
  commands,
  type Disposable,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  window,
  workspace,
} from 'vscode';
import { analysedDocument } from '../analysedDocument';
import { isAnalysed } from '../languageClient';
import type { Curation } from './curation';
import { reviewingContext } from './curationContributions';
import { type CurationItem, type Stretch, summaryOf } from './curationItem';
import { itemAfter } from './itemsAt';
import type { ReviewDocuments } from './reviewDocuments';
import { ReviewMark } from './reviewMark';
import { isUndecided, reviewStep } from './reviewOrder';
import { ReviewStatus } from './reviewStatus';
import { TypingGuard } from './typingGuard';

/** Walks through what nobody has decided on, the most uncertain first, from document to document of a folder. Single keys decide while it is on. */
export class Review implements Disposable {
  readonly #status: ReviewStatus;
  readonly #mark = new ReviewMark();
  readonly #subscriptions: Disposable[];
  #document: TextDocument | undefined;
  #current: CurationItem | undefined;
  /** The document's annotations have not come yet. */
  #waits = false;
  #passesFinished = false;
  /** Ways to a next question that have begun and not come to it. */
  #moves = 0;
  readonly #guard = new TypingGuard(() => this.isOn && window.activeTextEditor?.document === this.#document);

  constructor(
    private readonly curation: Curation,
    private readonly documents: ReviewDocuments,
  ) {
    this.#status = new ReviewStatus(curation, documents);
    this.#subscriptions = [
      this.#status,
      this.#mark,
      this.#guard,
      curation.onDidChange((uri) => {
        if (uri.toString() !== this.#document?.uri.toString()) return;
        this.#status.show(this.#document!);
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

  /** True while the next question is on its way: a key that is pressed then was meant for the one that is gone, or for one that nobody has seen. */
  get isMoving(): boolean {
    return this.isOn && (this.#waits || this.#moves > 0);
  }

  /** What is asked about, while the cursor is still there. */
  currentIn(editor: TextEditor): CurationItem | undefined {
    const place = this.#current?.place;
    if (editor.document !== this.#document || !place) return undefined;
    const { isEmpty, active } = editor.selection;
    return isEmpty && active.isEqual(rangeOf(place).start) ? this.#current : undefined;
  }

  /** Begins in the active document, or goes on there. */
  async start(): Promise<void> {
    this.documents.begin();
    await this.#enter(analysedDocument());
  }

  end(): void {
    this.#document = undefined;
    this.#current = undefined;
    this.#waits = false;
    this.#mark.clear();
    this.#guard.off();
    this.documents.begin();
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
    else if (this.isOn) await this.#goOn();
    else window.setStatusBarMessage('BioGloss: nothing is undecided in this document', 5_000);
  }

  /** After a decision: goes on where it was on what the review asks about. */
  async decided(document: TextDocument, items: readonly CurationItem[]): Promise<void> {
    const current = this.#current;
    if (document !== this.#document || !current || !items.some(({ key }) => key === current.key)) return;
    const isDecided = (now: readonly CurationItem[]) =>
      !now.some(({ key, state }) => key === current.key && state === 'undecided') || undefined;
    await this.#move(async () => {
      await this.curation.once(document, isDecided);
      if (this.#document === document) await this.step('next');
    });
  }

  /** After a change of boundaries: stays with the mention, which stands elsewhere now. */
  async moved(document: TextDocument, item: CurationItem): Promise<void> {
    if (document !== this.#document || item.key !== this.#current?.key) return;
    await this.#move(async () => {
      const now = await this.curation.once(document, (items) =>
        items.some(({ key }) => key === item.key) ? undefined : itemAfter(items, item),
      );
      // Somebody's word is in no doubt any more; the review goes on from where it was.
      if (now && this.#document === document)
        await this.#show(document, { ...now, uncertainty: item.uncertainty });
    });
  }

  /** After an undo: goes back to what is undecided again. @param before keys of what was undecided */
  async takenBack(document: TextDocument, before: ReadonlySet<string>): Promise<void> {
    if (document !== this.#document) return;
    await this.#move(async () => {
      const again = await this.curation.once(document, (items) =>
        items.find((item) => isUndecided(item) && !before.has(item.key)),
      );
      if (again && this.#document === document) await this.#show(document, again);
    });
  }

  /** After somebody has said that a document is finished. */
  async finished(document: TextDocument): Promise<void> {
    if (document === this.#document) await this.#goOn();
  }

  /** Goes on to the next document of the folder in which the review has not been. */
  async nextDocument(): Promise<void> {
    if (!this.#document) return this.start();
    if (!this.isMoving) await this.#goOn();
  }

  #goOn(): Promise<void> {
    return this.#move(async () => {
      const next = this.#document && this.documents.next(this.#document);
      if (next) return this.#enter(await workspace.openTextDocument(next), 'unless finished');
      const isAlone = this.documents.count < 2;
      this.end();
      void window.showInformationMessage(
        isAlone
          ? 'The review is over: there is no further document in this folder.'
          : 'The review is over: nothing is undecided in the other documents of this folder, or you have been there.',
      );
    });
  }

  async #move(work: () => Promise<void>): Promise<void> {
    this.#moves++;
    try {
      await work();
    } finally {
      this.#moves--;
    }
  }

  /** @param how of one that nobody has asked for: where it is finished the review goes on to another */
  async #enter(document: TextDocument, how: 'always' | 'unless finished' = 'always'): Promise<void> {
    this.#document = document;
    this.#current = undefined;
    this.#waits = true;
    this.#passesFinished = how === 'unless finished';
    this.#mark.clear();
    this.#guard.on();
    this.#status.show(document);
    await commands.executeCommand('setContext', reviewingContext, true);
    await window.showTextDocument(document);
    await this.documents.enter(document);
    if (this.#document === document) await this.#arrive();
  }

  /** Shows the first question once the annotations are there. */
  async #arrive(): Promise<void> {
    const document = this.#document;
    const items = document && this.documents.count > 0 ? this.curation.itemsOf(document) : undefined;
    if (!document || !items) return;
    this.#waits = false;
    const isDone = this.#passesFinished && this.curation.stateOf(document)?.finished;
    await this.#move(() => (isDone ? this.#goOn() : this.step('next')));
  }

  async #show(document: TextDocument, item: CurationItem): Promise<void> {
    const editor = await window.showTextDocument(document);
    if (item.place) {
      const range = rangeOf(item.place);
      // The box shows the words; were they selected, whatever is typed by mistake would take their place.
      editor.selection = new Selection(range.start, range.start);
      editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    }
    if (!this.isOn) return;
    this.#current = item;
    if (item.place) this.#mark.show(editor, rangeOf(item.place), summaryOf(item));
    this.#status.show(document);
  }

  /** Another document goes on with the review; anything else leaves it alone until the person comes back. */
  #editorChanged(editor: TextEditor | undefined): void {
    if (!this.isOn) return;
    const isReviewed = editor?.document === this.#document;
    void commands.executeCommand('setContext', reviewingContext, isReviewed);
    if (editor && !isReviewed && isAnalysed(editor.document)) void this.#enter(editor.document);
  }
}

const rangeOf = ({ start, end }: Stretch): Range =>
  new Range(start.line, start.character, end.line, end.character);
