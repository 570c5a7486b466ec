import { Uri, window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ExportArguments, ExportResult } from '../../../server/src/protocol/commands';
import { analysedDocument } from '../analysedDocument';
import { runWithProgress } from '../serverCommand';
import { count } from './analyseDocument';
import type { CommandContext } from './commandContext';
import { type ExportFormat, exportFormats } from './exportFormats';

export type ExportOptions = Partial<ExportArguments>;

/** Saves what is marked in the active document to a file of a chosen format. */
export async function exportAnnotations(
  { client }: CommandContext,
  options: ExportOptions = {},
): Promise<ExportResult | undefined> {
  const uri = options.uri ?? analysedDocument().uri.toString();
  const format = options.format ?? (await askForFormat())?.id;
  if (!format) return undefined;
  const out = options.out ?? (await askForTarget(Uri.parse(uri), format))?.fsPath;
  if (!out) return undefined;
  const exported = (how: Partial<ExportArguments>) => {
    const argument: ExportArguments = { uri, format, out, ...how };
    return runWithProgress<ExportResult>(client, 'exporting annotations', commands.export, argument);
  };
  // Whoever says it all beforehand (a test, a key binding) is not asked.
  const how =
    options.out === undefined
      ? await howToExport(await exported({ ask: true }))
      : { sideFile: options.sideFile };
  if (!how) return undefined;
  const result = await exported(how);
  if (result) void tell(result, exportFormats.find(({ id }) => id === format)?.isFolder);
  return result;
}

/** What is lost is said before anything is written. @returns undefined where the person would rather not, or the asking failed */
async function howToExport(asked: ExportResult | undefined): Promise<Partial<ExportArguments> | undefined> {
  if (!asked?.lost) return asked && {};
  const [keep, without] = ['Export and Keep the Rest', 'Export Without It'];
  const kept = Uri.file(`${asked.out}.kept.json`);
  const name = kept.path.split('/').at(-1);
  const isThere = await workspace.fs.stat(kept).then(
    () => true,
    () => false,
  );
  const detail = `“${keep}” writes the documents whole, with what is lost, to ${name} beside it; “biogloss convert --restore” gives it back.${isThere ? ` ${name} is there already and would be replaced.` : ''}`;
  const choice = await window.showWarningMessage(asked.lost, { modal: true, detail }, keep, without);
  if (choice === undefined) return undefined;
  return choice === keep ? { sideFile: true } : {};
}

async function askForFormat(): Promise<ExportFormat | undefined> {
  const items = exportFormats.map((format) => ({
    label: format.title,
    description: format.description,
    format,
  }));
  const choice = await window.showQuickPick(items, {
    title: 'BioGloss: Export Annotations',
    placeHolder: 'Format of the file',
  });
  return choice?.format;
}

/** Beside the document and named after it, unless the person says otherwise. */
function askForTarget(document: Uri, format: string): Thenable<Uri | undefined> {
  const { title, extension } = exportFormats.find(({ id }) => id === format) ?? {
    title: format,
    extension: format,
  };
  const folder =
    document.scheme === 'file' ? Uri.joinPath(document, '..') : workspace.workspaceFolders?.[0]?.uri;
  const name =
    document.path
      .split('/')
      .at(-1)!
      .replace(/\.[^.]*$/, '') || 'annotations';
  return window.showSaveDialog({
    title: `Export as ${title}`,
    saveLabel: 'Export',
    defaultUri: folder && Uri.joinPath(folder, `${name}.${extension}`),
    filters: { [title]: [extension] },
  });
}

async function tell({ out, mentions, relations }: ExportResult, isFolder = false): Promise<void> {
  const sentence = `Exported ${count(mentions, 'mention')} and ${count(relations, 'relation')} to ${out}.`;
  // No editor opens a folder.
  const open = isFolder ? [] : ['Open'];
  if (await window.showInformationMessage(sentence, ...open)) await window.showTextDocument(Uri.file(out));
}
