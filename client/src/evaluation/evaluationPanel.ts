import { copyFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import {
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { type EvaluationReport, reportFiles } from '../../../server/src/protocol/evaluationReport';
import { beside } from '../beside';
import { evaluationViewType } from '../contributions';
import { ReportFolders } from '../reportFolders';
import { preparePanel, webviewPage } from '../webviewPage';
import { ErrorMarks } from './errorMarks';
import type { FromView, SavedForm, SavedView, ToView } from './messages';

/** The panels that show evaluations. */
export class EvaluationPanels implements Disposable {
  readonly folders: ReportFolders<EvaluationReport>;
  readonly #marks = new ErrorMarks();
  readonly #serializer: Disposable;
  /** What the panels show, by panel; for tests and for those who script the editor. */
  readonly shown = new Map<WebviewPanel, EvaluationReport>();

  constructor(private readonly context: ExtensionContext) {
    const storage = context.storageUri ?? context.globalStorageUri;
    this.folders = new ReportFolders(
      Uri.joinPath(storage, 'evaluations').fsPath,
      reportFiles.json,
      'This evaluation is not kept any more. Evaluate again.',
    );
    this.#serializer = window.registerWebviewPanelSerializer(evaluationViewType, {
      deserializeWebviewPanel: async (panel, saved: SavedView | undefined) => {
        if (saved?.folder) await this.#fill(panel, saved);
        else panel.dispose();
      },
    });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#marks.dispose();
  }

  /** Opens a view of an evaluation. */
  async open(saved: SavedView): Promise<void> {
    const panel = window.createWebviewPanel(evaluationViewType, '', ViewColumn.Active);
    await this.#fill(panel, saved);
  }

  /** Shows an error in its document, gold and predicted marked. @throws Error with a sentence where the document cannot be opened */
  showError(report: EvaluationReport, stage: number, error: number, column: ViewColumn): Promise<void> {
    return this.#marks.show(report, report.stages[stage].errors[error], column);
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
    panel.title = `Evaluation: ${basename(report.gold)}`;
    this.shown.set(panel, report);
    panel.onDidDispose(() => {
      this.shown.delete(panel);
      this.#marks.clear();
    });
    webview.onDidReceiveMessage((message: FromView) => this.#receive(message, panel, saved, report));
    webview.html = webviewPage(webview, this.context.extensionUri, {
      view: 'evaluationView',
      title: 'Evaluation',
    });
  }

  async #receive(
    message: FromView,
    panel: WebviewPanel,
    { folder, tab }: SavedView,
    report: EvaluationReport,
  ): Promise<void> {
    try {
      if (message.type === 'ready') {
        const answer: ToView = { type: 'report', report, folder, tab };
        await panel.webview.postMessage(answer);
      } else if (message.type === 'open')
        await this.showError(report, message.stage, message.error, beside(panel));
      else await save(message.form, folder, report);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

const titles: Readonly<Record<SavedForm, string>> = {
  html: 'the report as HTML',
  json: 'the report as JSON',
  figures: 'the figures as CSV',
  errors: 'the errors as CSV',
  curve: 'the learning curve as CSV',
};

/** Every form was written with the report; it is copied to where the person wants it. */
async function save(form: SavedForm, folder: string, { gold }: EvaluationReport): Promise<void> {
  const name = reportFiles[form];
  const stem = basename(gold, extname(gold));
  const target = await window.showSaveDialog({
    title: `Save ${titles[form]}`,
    saveLabel: 'Save',
    defaultUri: Uri.file(
      join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? dirname(gold), `${stem}.${name}`),
    ),
  });
  if (!target) return;
  await copyFile(join(folder, name), target.fsPath);
  window.setStatusBarMessage(`BioGloss: saved ${target.fsPath}`, 10_000);
}
