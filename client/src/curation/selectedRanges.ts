import { type TextDocument, window } from 'vscode';
import type { MentionTarget } from '../../../server/src/protocol/curation';
import { plainRange } from './curationItem';

/** What is selected in a document's editor, in order of reading; undefined where no words are. */
export function selectedRanges(document: TextDocument): MentionTarget['ranges'] | undefined {
  const { activeTextEditor, visibleTextEditors } = window;
  const editor = [activeTextEditor, ...visibleTextEditors].find((each) => each?.document === document);
  const [first, ...rest] = (editor?.selections ?? [])
    .filter((selection) => !selection.isEmpty)
    .sort((a, b) => a.start.compareTo(b.start))
    .map(plainRange);
  return first && [first, ...rest];
}
