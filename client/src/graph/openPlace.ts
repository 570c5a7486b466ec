import { Range, Selection, TextEditorRevealType, Uri, type ViewColumn, window, workspace } from 'vscode';
import type { GraphDocument } from '../../../server/src/protocol/knowledgeGraph';
import { locate, type Place } from '../../../server/src/protocol/places';

/** Opens a document of a graph where it says something, and selects it. */
export async function openPlace(
  { id, source }: GraphDocument,
  places: readonly Place[],
  viewColumn: ViewColumn,
): Promise<void> {
  if (source === undefined) throw new Error(`Where document ${id} came from is not known.`);
  const document = await workspace.openTextDocument(uriOf(source));
  const editor = await window.showTextDocument(document, { viewColumn, preview: true });
  const found = locate(document.getText(), id, places);
  if (!found) {
    window.setStatusBarMessage(`BioGloss: ${id} does not say this any more`, 10_000);
    return;
  }
  const range = new Range(document.positionAt(found.start), document.positionAt(found.end));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenter);
}

/** A file's path, or the address of a document that has none. */
const uriOf = (source: string): Uri =>
  /^[a-z][a-z0-9+.-]+:/i.test(source) ? Uri.parse(source) : Uri.file(source);
