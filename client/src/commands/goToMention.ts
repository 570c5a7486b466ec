import { Selection, TextEditorRevealType, window } from 'vscode';
import { analysedDocument } from '../analysedDocument';
import type { CommandContext } from './commandContext';
import { mentionFrom } from './mentionFrom';

/** Moves the cursor to the mention after or before it, around the document's ends. */
export function goToMention({ annotations }: CommandContext, direction: 'next' | 'previous'): void {
  const marks = annotations.of(analysedDocument());
  const editor = window.activeTextEditor;
  if (!editor) return;
  const starts = marks?.mentions.map(({ ranges }) => editor.document.offsetAt(ranges[0].start)) ?? [];
  const index = mentionFrom(starts, editor.document.offsetAt(editor.selection.start), direction);
  if (index === undefined) {
    const reason = marks?.complete
      ? 'there is no mention in this document'
      : 'this document is still being analysed';
    window.setStatusBarMessage(`BioGloss: ${reason}`, 5_000);
    return;
  }
  const { ranges } = marks!.mentions[index];
  editor.selection = new Selection(ranges[0].start, ranges[ranges.length - 1].end);
  editor.revealRange(ranges[0], TextEditorRevealType.InCenterIfOutsideViewport);
}
