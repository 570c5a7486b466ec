import { type Disposable, EventEmitter, Uri, window, workspace } from 'vscode';

/** Read-only documents for results: a scheme of their own, so that they are neither analysed nor asked about on closing. */
const scheme = 'biogloss-report';

const contents = new Map<string, string>();
const changed = new EventEmitter<Uri>();

export const registerReports = (): Disposable =>
  workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => contents.get(uri.path),
  });

/** Opens a text beside the active editor, or replaces the last one of that name. */
export async function showReport(name: string, text: string): Promise<void> {
  const uri = Uri.from({ scheme, path: `/BioGloss ${name}.txt` });
  contents.set(uri.path, text);
  changed.fire(uri);
  await window.showTextDocument(await workspace.openTextDocument(uri), {
    preview: true,
    preserveFocus: false,
  });
}
