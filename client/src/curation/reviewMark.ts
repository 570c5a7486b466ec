import { type Disposable, type Range, type TextEditor, ThemeColor, window } from 'vscode';
import { reviewColor } from './curationContributions';

/** A box around what the review asks about, and behind it what is asked. */
export class ReviewMark implements Disposable {
  readonly #type = window.createTextEditorDecorationType({
    outline: '2px solid',
    outlineColor: new ThemeColor(reviewColor),
    overviewRulerColor: new ThemeColor(reviewColor),
  });
  #editor: TextEditor | undefined;

  show(editor: TextEditor, range: Range, summary: string): void {
    if (this.#editor !== editor) this.clear();
    this.#editor = editor;
    const after = { contentText: ` ${summary} `, color: new ThemeColor(reviewColor), margin: '0 0 0 0.5em' };
    editor.setDecorations(this.#type, [{ range, renderOptions: { after } }]);
  }

  clear(): void {
    this.#editor?.setDecorations(this.#type, []);
    this.#editor = undefined;
  }

  dispose(): void {
    this.#type.dispose();
  }
}
