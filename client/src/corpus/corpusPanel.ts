import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { type CorpusReport, corpusReportFiles } from '../../../server/src/protocol/corpusReport';
import { beside } from '../beside';
import { corpusViewType } from '../contributions';
import { ReportFolders } from '../reportFolders';
import { preparePanel, webviewPage } from '../webviewPage';
import { CorpusDiagnostics } from './corpusDiagnostics';
import type { FromView, PlaceNumber, SavedForm, SavedView, ToView } from './messages';
import { openLocated } from './openLocated';

/** The panels that show what a corpus is fit for. */
export class CorpusPanels implements Disposable {
  readonly folders: ReportFolders<CorpusReport>;
  readonly #diagnostics = new CorpusDiagnostics();
  readonly #serializer: Disposable;
  /** What the panels show, by panel; for tests and for those who script the editor. */
  readonly shown = new Map<WebviewPanel, CorpusReport>();

  constructor(private readonly context: ExtensionContext) {
    const storage = context.storageUri ?? context.globalStorageUri;
    this.folders = new ReportFolders(
      Uri.joinPath(storage, 'corpora').fsPath,
      corpusReportFiles.json,
      'This corpus check is not kept any more. Check the corpus again.',
    );
    this.#serializer = window.registerWebviewPanelSerializer(corpusViewType, {
      deserializeWebviewPanel: async (panel, saved: SavedView | undefined) => {
        if (saved?.folder) await this.#fill(panel, saved);
        else panel.dispose();
      },
    });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#diagnostics.dispose();
  }

  /** Opens a view of a check, and shows its errors and warnings in their files. */
  async open(saved: SavedView): Promise<void> {
    const panel = window.createWebviewPanel(corpusViewType, '', ViewColumn.Active);
    await this.#fill(panel, saved);
  }

  /** Opens the file of a place and selects what the place is about. @throws Error with a sentence where that cannot be */
  async showPlace(
    { findings }: CorpusReport,
    { finding, place, other }: PlaceNumber,
    column: ViewColumn,
  ): Promise<void> {
    const found = findings[finding].places[place];
    const located = other ? found.other : found;
    if (located?.file === undefined) throw new Error('Where this stands is not known.');
    await openLocated({ ...located, file: located.file }, other ? undefined : found.text, column);
  }

  async #fill(panel: WebviewPanel, saved: SavedView): Promise<void> {
    const { webview } = panel;
    preparePanel(panel, this.context.extensionUri);
    const report = await this.folders.read(saved.folder).catch((error: Error) => error);
    if (report instanceof Error) {
      panel.dispose();
      void window.showWarningMessage(report.message);
      return;
    }
    panel.title = `Corpus: ${report.files.map(({ path }) => basename(path)).join(', ')}`;
    this.shown.set(panel, report);
    this.#diagnostics.show(report);
    panel.onDidDispose(() => {
      this.shown.delete(panel);
      this.#diagnostics.show([...this.shown.values()].at(-1));
    });
    webview.onDidReceiveMessage((message: FromView) => this.#receive(message, panel, saved, report));
    webview.html = webviewPage(webview, this.context.extensionUri, {
      view: 'corpusView',
      title: 'Corpus',
    });
  }

  async #receive(
    message: FromView,
    panel: WebviewPanel,
    { folder }: SavedView,
    report: CorpusReport,
  ): Promise<void> {
    try {
      if (message.type === 'ready') {
        const answer: ToView = { type: 'report', report, folder };
        await panel.webview.postMessage(answer);
      } else if (message.type === 'open') await this.showPlace(report, message, beside(panel));
      else await save(message.form, folder, report);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Both forms were written with the report; one is copied to where the person wants it. */
async function save(form: SavedForm, folder: string, { files }: CorpusReport): Promise<void> {
  const name = corpusReportFiles[form];
  const home = workspace.workspaceFolders?.[0]?.uri.fsPath ?? dirname(files[0].path);
  const target = await window.showSaveDialog({
    title: `Save the report as ${form.toUpperCase()}`,
    saveLabel: 'Save',
    defaultUri: Uri.file(join(home, `corpus-check.${name}`)),
  });
  if (!target) return;
  await copyFile(join(folder, name), target.fsPath);
  window.setStatusBarMessage(`BioGloss: saved ${target.fsPath}`, 10_000);
}
