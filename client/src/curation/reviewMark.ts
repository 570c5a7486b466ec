import { type Disposable, type Range, type TextEditor, ThemeColor, window } from 'vscode';
import { reviewColor } from './curationContributions';

/** A box around what the review asks about, and behind it what is asked. */
export class ReviewMark implements Disposable {
  readonly #type = window.createTextEditorDecorationType({
    // Around the box of VS Code's own marks of a name, which lie over what is inside it.
    outline: '2px solid',
    outlineColor: new ThemeColor(reviewColor),
    overviewRulerColor: new ThemeColor(reviewColor),
  });
  #editor: TextEditor | undefined;

  show(editor: TextEditor, range: Range, summary: string): void {
    if (this.#editor !== editor) this.clear();
    this.#editor = editor;
    // On the ground of VS Code's own hints, so that nobody takes it for a part of the text.
    const after = {
      contentText: `\u00a0${summary}\u00a0`,
      color: new ThemeColor(reviewColor),
      backgroundColor: new ThemeColor('editorInlayHint.background'),
      margin: '0 0.3em 0 0.5em',
    };
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
