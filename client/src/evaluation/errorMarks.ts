import {
  type Disposable,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  type ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { EvaluationReport, ReportError, Said } from '../../../server/src/protocol/evaluationReport';
import { locate, type Place } from '../../../server/src/protocol/places';
import { goldColor, predictedColor } from '../contributions';

/** A stretch of a document's text, in UTF-16 units. */
type Span = ReportError['context'][number];

/**
 * The marks of one error in its document: a double box around what gold says, a dashed one around what was predicted, and a word behind either, so
 * that they are told from each other and from the marks of mentions. They stay until another error is shown.
 */
export class ErrorMarks implements Disposable {
  readonly #gold = window.createTextEditorDecorationType({
    border: '3px double',
    borderColor: new ThemeColor(goldColor),
    after: { contentText: ' gold ', color: new ThemeColor(goldColor) },
    overviewRulerColor: new ThemeColor(goldColor),
  });
  readonly #predicted = window.createTextEditorDecorationType({
    border: '2px dashed',
    borderColor: new ThemeColor(predictedColor),
    borderRadius: '3px',
    after: { contentText: ' predicted ', color: new ThemeColor(predictedColor) },
    overviewRulerColor: new ThemeColor(predictedColor),
  });
  #marked?: TextEditor;

  dispose(): void {
    this.#gold.dispose();
    this.#predicted.dispose();
  }

  clear(): void {
    this.#marked?.setDecorations(this.#gold, []);
    this.#marked?.setDecorations(this.#predicted, []);
    this.#marked = undefined;
  }

  async show(
    { documents }: Pick<EvaluationReport, 'documents'>,
    error: ReportError,
    viewColumn: ViewColumn,
  ): Promise<void> {
    const { id, file, text = '' } = documents[error.document];
    const document = await workspace.openTextDocument(Uri.file(file));
    // The list keeps the keyboard, so that the next row is one key away.
    const editor = await window.showTextDocument(document, {
      viewColumn,
      preview: true,
      preserveFocus: true,
    });
    this.clear();
    this.#marked = editor;
    const rangeOf = (span: Span) => rangeIn(document, id, text, error.context, span);
    const marks = (side: 'gold' | 'predicted') =>
      error[side].flatMap((said) =>
        said.spans.flatMap((span) => {
          const range = rangeOf(span);
          return range ? [{ range, hoverMessage: describe(side, said) }] : [];
        }),
      );
    editor.setDecorations(this.#gold, marks('gold'));
    editor.setDecorations(this.#predicted, marks('predicted'));
    const range = rangeOf(error);
    if (!range) {
      window.setStatusBarMessage(`BioGloss: ${id} does not say this any more`, 10_000);
      return;
    }
    editor.selection = new Selection(range.start, range.start);
    editor.revealRange(range, TextEditorRevealType.InCenter);
  }
}

/** Where a stretch of a document stands in its file: by its sentence where the file has that as it is, else by its own words. */
function rangeIn(
  document: TextDocument,
  id: string,
  text: string,
  context: readonly Span[],
  span: Span,
): Range | undefined {
  const quoted = ({ start, end }: Span): Place => ({ start, end, text: text.slice(start, end) });
  const sentence = context.find(({ start, end }) => start <= span.start && span.end <= end);
  for (const wanted of sentence ? [sentence, span] : [span]) {
    const found = locate(document.getText(), id, [quoted(wanted)]);
    if (!found || document.getText().slice(found.start, found.end) !== quoted(wanted).text) continue;
    const start = found.start + span.start - wanted.start;
    return new Range(document.positionAt(start), document.positionAt(start + span.end - span.start));
  }
  return undefined;
}

const describe = (side: 'gold' | 'predicted', { text, type, concepts }: Said): string =>
  `${side === 'gold' ? 'Gold' : 'Predicted'}: ${[text, type, ...concepts].join(' · ')}`;
