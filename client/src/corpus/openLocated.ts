import {
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  type ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Located } from '../../../server/src/protocol/corpusReport';

/**
 * Opens a file at a place. Packed files and folders cannot be shown as text.
 * @param wording is selected where the line has it at the place, or at all
 * @throws Error with a sentence where the file cannot be opened
 */
export async function openLocated(
  { file, line = 1, column = 1 }: Located,
  wording: string | undefined,
  viewColumn: ViewColumn,
): Promise<void> {
  if (file.endsWith('.xz')) throw new Error(`${file} is packed; unpack it to see line ${line}.`);
  const document = await workspace.openTextDocument(Uri.file(file));
  const editor = await window.showTextDocument(document, { viewColumn, preview: true });
  const range = rangeAt(document, line - 1, column - 1, wording);
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenter);
}

/** Both counted from 0. The wording of a mention stands in a column of its line; a file that has changed since may hold it elsewhere, or be shorter. */
export function rangeAt(document: TextDocument, line: number, column: number, wording = ''): Range {
  const last = document.lineAt(Math.min(line, document.lineCount - 1));
  const quoted = wording.replace(/…$/, '');
  const at = quoted === '' ? -1 : last.text.indexOf(quoted, column);
  if (at >= 0) return new Range(last.lineNumber, at, last.lineNumber, at + quoted.length);
  const start = Math.min(column, last.text.length);
  return new Range(last.lineNumber, start, last.lineNumber, start);
}
