import { Range, Selection, type TextDocument, TextEditorRevealType, window } from 'vscode';
import type { CommandContext } from '../../commands/commandContext';
import type { Stretch } from '../curationItem';

/** Shows where an item stands; the list keeps the keyboard, so that the next row is one key away. */
export async function goToItem(
  _: CommandContext,
  document: TextDocument,
  { start, end }: Stretch,
): Promise<void> {
  const editor = await window.showTextDocument(document, { preserveFocus: true, preview: true });
  const range = new Range(start.line, start.character, end.line, end.character);
  // What has lost its place stands nowhere: the words that somebody has selected for it stay so.
  if (!range.isEmpty) editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
