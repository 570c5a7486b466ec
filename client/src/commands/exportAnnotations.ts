import { type TextEditor, Uri, window, workspace } from 'vscode';
import type { ExportArguments, ExportResult } from '../../../server/src/protocol/commands';
import { ExportJob, type ExportWhat } from '../export/exportJob';
import { type ExportScope, remember, remembered, rememberTarget } from '../export/exportMemory';
import { askWhatToExport, type ExportChoices, exportFormat } from '../export/exportQuestions';
import { isAnalysed } from '../languageClient';
import { count } from '../page/count';
import { askForFolder } from './askForFolder';
import type { CommandContext } from './commandContext';

export interface ExportOptions extends ExportChoices, Partial<Pick<ExportArguments, 'out' | 'sideFile'>> {
  /** Files and folders; asked for, by the scope, where not given. */
  readonly uris?: readonly string[];
}

/**
 * Saves annotations to a file of a chosen format.
 * @param given options, or the file or folder that was clicked in the explorer
 */
export async function exportAnnotations(
  context: CommandContext,
  given: ExportOptions | Uri = {},
): Promise<ExportResult | undefined> {
  const options: ExportOptions = given instanceof Uri ? { uris: [given.toString()] } : given;
  const job = await askForJob(context, 'BioGloss: Export Annotations', options);
  if (!job) return undefined;
  const out = options.out ?? (await job.askForTarget(context.memory));
  if (!out) return undefined;
  // Whoever says it all beforehand (a test, a key binding) is not asked.
  const how =
    options.out === undefined ? await howToExport(context, job, out) : { sideFile: options.sideFile };
  if (!how) return undefined;
  const result = await job.run({ ...how, out });
  if (!result) return undefined;
  if (options.out === undefined) await rememberTarget(context.memory, job.key, out);
  void tell(context, { ...result, out }, exportFormat(job.format).isFolder);
  return result;
}

/** Shows what an export of the first documents would write, and writes nothing. */
export async function previewExport(
  context: CommandContext,
  given: ExportOptions | Uri = {},
): Promise<ExportResult | undefined> {
  const options: ExportOptions = given instanceof Uri ? { uris: [given.toString()] } : given;
  const job = await askForJob(context, 'BioGloss: Preview Export', options);
  return job?.preview(context.exportPreviews);
}

/** @returns undefined where the person changed their mind */
async function askForJob(
  { client, memory, exportPreviews }: CommandContext,
  title: string,
  options: ExportOptions,
): Promise<ExportJob | undefined> {
  const isSaid = options.uris !== undefined || options.out !== undefined;
  const given: ExportChoices = {
    ...(options.scope || isSaid ? { scope: options.scope ?? 'document' } : {}),
    // Who names a file and a format has nobody to ask.
    ...(options.annotations || options.out ? { annotations: options.annotations ?? 'both' } : {}),
    ...(options.format && { format: options.format }),
  };
  // A preview takes the place of the editor that was meant.
  const editor = readEditor();
  const whatOf = async (scope: ExportScope): Promise<ExportWhat | undefined> =>
    options.uris ? { uris: [...options.uris] } : whatIsIn(scope, editor);
  const preview = async ({ scope = 'document', annotations, format }: ExportChoices) => {
    const what = scope === 'folder' && !options.uris ? undefined : await whatOf(scope);
    if (!what) {
      window.setStatusBarMessage('BioGloss: a folder is previewed with “Preview Export…”', 10_000);
      return;
    }
    await new ExportJob(client, what, format!, annotations).preview(exportPreviews);
  };
  const chosen = await askWhatToExport(title, given, remembered(memory), scopesNow(editor), (choices) =>
    preview(choices).catch((error: Error) => window.showErrorMessage(error.message)),
  );
  if (!chosen) return undefined;
  const { scope, annotations, format } = chosen;
  await remember(memory, { ...(isSaid ? {} : { scope }), ...(options.out ? {} : { annotations, format }) });
  const what = await whatOf(scope);
  return what && new ExportJob(client, what, format, annotations);
}

/** The active editor, where what is in it is read. */
function readEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor && isAnalysed(editor.document) ? editor : undefined;
}

function scopesNow(editor: TextEditor | undefined): ExportScope[] {
  const scopes: ExportScope[] = [];
  if (editor && !editor.selection.isEmpty) scopes.push('selection');
  if (editor) scopes.push('document');
  return [...scopes, 'folder', ...(workspace.workspaceFolders ? (['workspace'] as const) : [])];
}

/** @throws Error with a sentence where no document is open */
async function whatIsIn(scope: ExportScope, editor: TextEditor | undefined): Promise<ExportWhat | undefined> {
  if (scope === 'workspace')
    return { uris: (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()) };
  if (scope === 'folder') {
    const folder = await askForFolder({
      title: 'Folder whose documents are exported',
      openLabel: 'Export',
      defaultUri: workspace.workspaceFolders?.[0]?.uri,
    });
    return folder === undefined ? undefined : { uris: [Uri.file(folder).toString()] };
  }
  if (!editor) throw new Error('Open a document that BioGloss reads, or export a folder.');
  const { document, selection } = editor;
  const uris = [document.uri.toString()];
  const plain = ({ line, character }: { line: number; character: number }) => ({ line, character });
  return scope === 'document'
    ? { uris }
    : {
        uris,
        selection: { start: plain(selection.start), end: plain(selection.end) },
        selectedIn: { document, version: document.version },
      };
}

/** What is lost is said before anything is written. @returns undefined where the person would rather not, or the asking failed */
async function howToExport(
  { exportPreviews }: CommandContext,
  job: ExportJob,
  out: string,
): Promise<Pick<ExportArguments, 'sideFile'> | undefined> {
  const asked = await job.run({ out, ask: true });
  const told = asked && [...(asked.lost ? [asked.lost] : []), ...asked.notes];
  if (!told || told.length === 0) return asked && {};
  const keep = 'Export and Keep the Rest';
  const [without, look] = [asked.lost ? 'Export Without It' : 'Export', 'Preview'];
  const name = Uri.file(`${out}.kept.json`).path.split('/').at(-1);
  const detail = `“${keep}” writes the documents whole, with what is lost, to ${name} beside it; “biogloss convert --restore” gives it back.`;
  const [first, ...others] = told;
  const sentences = [...others, ...(asked.lost ? [detail] : [])].join('\n\n');
  const choices = [...(asked.lost ? [keep] : []), without, look];
  let choice = await window.showWarningMessage(first!, { modal: true, detail: sentences }, ...choices);
  if (choice === look) {
    await job.preview(exportPreviews);
    // Not in the way of what is looked at.
    choice = await window.showWarningMessage(told.join(' '), ...choices.slice(0, -1));
  }
  if (choice === undefined) return undefined;
  return choice === keep ? { sideFile: true } : {};
}

async function tell(
  { log }: CommandContext,
  { out, documents, mentions, relations, problems }: ExportResult & { out: string },
  isFolder = false,
): Promise<void> {
  const of = documents > 1 ? ` of ${count(documents, 'document')}` : '';
  const sentence = `Exported ${count(mentions, 'mention')} and ${count(relations, 'relation')}${of} to ${out}.`;
  if (problems.length > 0) {
    for (const problem of problems) log.warn(`export: ${problem}`);
    const told = `${sentence} ${count(problems.length, 'problem')}: ${problems[0]}`;
    if (await window.showWarningMessage(told, 'Show Log')) log.show(true);
    return;
  }
  // No editor opens a folder.
  const open = isFolder ? [] : ['Open'];
  if (await window.showInformationMessage(sentence, ...open)) await window.showTextDocument(Uri.file(out));
}
