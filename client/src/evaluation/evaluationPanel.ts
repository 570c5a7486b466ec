import { copyFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { type Disposable, type ExtensionContext, Uri, type ViewColumn, window, workspace } from 'vscode';
import { type EvaluationReport, reportFiles } from '../../../server/src/protocol/evaluationReport';
import { beside } from '../beside';
import { evaluationViewType } from '../contributions';
import { ReportFolders } from '../reportFolders';
import { SavedPanels } from '../savedPanels';
import { ErrorMarks } from './errorMarks';
import type { FromView, SavedForm, SavedView, ToView } from './messages';

/** The panels that show evaluations. */
export class EvaluationPanels implements Disposable {
  readonly folders: ReportFolders<EvaluationReport>;
  readonly #marks = new ErrorMarks();
  readonly #panels: SavedPanels<SavedView, EvaluationReport, FromView>;

  constructor(context: ExtensionContext) {
    const storage = context.storageUri ?? context.globalStorageUri;
    this.folders = new ReportFolders(
      Uri.joinPath(storage, 'evaluations').fsPath,
      reportFiles.json,
      'This evaluation is not kept any more. Evaluate again.',
    );
    this.#panels = new SavedPanels(context.extensionUri, {
      viewType: evaluationViewType,
      page: { view: 'evaluationView', title: 'Evaluation' },
      read: ({ folder }) => this.folders.read(folder),
      titleOf: ({ gold }) => `Evaluation: ${basename(gold)}`,
      messageOf: (report, { folder, tab }): ToView => ({ type: 'report', report, folder, tab }),
      receive: (wish, { content, saved, panel }) =>
        wish.type === 'open'
          ? this.showError(content, wish.stage, wish.error, beside(panel))
          : save(wish.form, saved.folder, content),
      closed: () => this.#marks.clear(),
    });
  }

  dispose(): void {
    this.#panels.dispose();
    this.#marks.dispose();
  }

  /** As `SavedPanels.shown`. */
  get shown(): ReadonlyMap<unknown, EvaluationReport> {
    return this.#panels.shown;
  }

  open = (saved: SavedView): Promise<void> => this.#panels.open(saved);

  /** Shows an error in its document, gold and predicted marked. @throws Error with a sentence where the document cannot be opened */
  showError(report: EvaluationReport, stage: number, error: number, column: ViewColumn): Promise<void> {
    return this.#marks.show(report, report.stages[stage].errors[error], column);
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
