import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Disposable, type ExtensionContext, Uri, type ViewColumn, window, workspace } from 'vscode';
import { type CorpusReport, corpusReportFiles } from '../../../server/src/protocol/corpusReport';
import { beside } from '../beside';
import { corpusViewType } from '../contributions';
import { ReportFolders } from '../reportFolders';
import { SavedPanels } from '../savedPanels';
import { CorpusDiagnostics } from './corpusDiagnostics';
import type { FromView, PlaceNumber, SavedForm, SavedView, ToView } from './messages';
import { openLocated } from './openLocated';

/** The panels that show what a corpus is fit for. Errors and warnings of the newest are marked in their files. */
export class CorpusPanels implements Disposable {
  readonly folders: ReportFolders<CorpusReport>;
  readonly #diagnostics = new CorpusDiagnostics();
  readonly #panels: SavedPanels<SavedView, CorpusReport, FromView>;

  constructor(context: ExtensionContext) {
    const storage = context.storageUri ?? context.globalStorageUri;
    this.folders = new ReportFolders(
      Uri.joinPath(storage, 'corpora').fsPath,
      corpusReportFiles.json,
      'This corpus check is not kept any more. Check the corpus again.',
    );
    this.#panels = new SavedPanels(context.extensionUri, {
      viewType: corpusViewType,
      page: { view: 'corpusView', title: 'Corpus' },
      read: ({ folder }) => this.folders.read(folder),
      titleOf: ({ files }) => `Corpus: ${files.map(({ path }) => basename(path)).join(', ')}`,
      messageOf: (report, { folder }): ToView => ({ type: 'report', report, folder }),
      receive: (wish, { content, saved, panel }) =>
        wish.type === 'open'
          ? this.showPlace(content, wish, beside(panel))
          : save(wish.form, saved.folder, content),
      opened: (report) => this.#diagnostics.show(report),
      closed: (last) => this.#diagnostics.show(last),
    });
  }

  dispose(): void {
    this.#panels.dispose();
    this.#diagnostics.dispose();
  }

  /** As `SavedPanels.shown`. */
  get shown(): ReadonlyMap<unknown, CorpusReport> {
    return this.#panels.shown;
  }

  open = (saved: SavedView): Promise<void> => this.#panels.open(saved);

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
