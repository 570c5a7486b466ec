import { type Disposable, StatusBarAlignment, type TextDocument, window } from 'vscode';
import type { Curation } from './curation';
import { curationCommand } from './curationCommands';
import type { ReviewDocuments } from './reviewDocuments';
import { reviewProgress } from './reviewOrder';

/** Tells in the status bar how far a review is. */
export class ReviewStatus implements Disposable {
  readonly #item = window.createStatusBarItem('biogloss.review', StatusBarAlignment.Left, 50);

  constructor(
    private readonly curation: Curation,
    private readonly documents: ReviewDocuments,
  ) {
    this.#item.name = 'BioGloss Review';
    this.#item.command = curationCommand.showKeys;
    this.#item.tooltip = 'Decided in this document. A click shows the keys; Escape ends the review.';
  }

  show(document: TextDocument): void {
    const items = this.curation.itemsOf(document);
    const { decided, all } = reviewProgress(items ?? []);
    const { visited, count } = this.documents;
    const where = count > 1 ? ` · document ${visited} of ${count}` : '';
    const finished = this.curation.stateOf(document)?.finished ? ', finished' : '';
    const progress = items ? `${decided} of ${all}${finished}` : 'waiting for the analysis';
    this.#item.text = `$(checklist) Review: ${progress}${where}`;
    this.#item.show();
  }

  hide(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
