import { env, type QuickPickItem, window } from 'vscode';
import type { ExportResult } from '../../../server/src/protocol/commands';
import { analysedDocument } from '../analysedDocument';
import { ExportJob } from '../export/exportJob';
import { type AnnotationChoice, remember, remembered } from '../export/exportMemory';
import { count } from '../page/count';
import { pickFrom } from '../pickFrom';
import type { CommandContext } from './commandContext';

export interface CopyOptions {
  /** `mentions-tsv`, `relations-html`, …; asked for where not given. */
  readonly table?: string;
  readonly annotations?: AnnotationChoice;
}

const tables = [
  { id: 'mentions', label: '$(symbol-key) Mentions' },
  { id: 'concepts', label: '$(symbol-namespace) Concepts' },
  { id: 'relations', label: '$(references) Relations' },
];
const forms = [
  { id: 'tsv', description: 'for spreadsheets', title: 'with tabs' },
  { id: 'html', description: 'for web pages', title: 'as HTML' },
  { id: 'markdown', description: 'for notes', title: 'as Markdown' },
];

/**
 * Puts a table of what is selected, or of the whole document, on the clipboard. VS Code lets extensions put text there alone, so that an HTML table is its
 * source; spreadsheets take the one with tabs as a table.
 */
export async function copyTable(
  { client, memory }: CommandContext,
  options: CopyOptions = {},
): Promise<ExportResult | undefined> {
  const { uri } = analysedDocument();
  const table = options.table ?? (await askForTable(remembered(memory).table));
  if (!table) return undefined;
  await remember(memory, { table });
  const { selection } = window.activeTextEditor!;
  const { start, end } = selection;
  const range = {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
  const what = { uris: [uri.toString()], ...(selection.isEmpty ? {} : { selection: range }) };
  const job = new ExportJob(client, what, table, options.annotations ?? 'both');
  const result = await job.run({ preview: Number.MAX_SAFE_INTEGER });
  if (result?.preview === undefined) return undefined;
  await env.clipboard.writeText(result.preview);
  const { mentions, relations } = result;
  const from = selection.isEmpty ? 'the document' : 'the selection';
  const of = table.startsWith('relations') ? count(relations, 'relation') : count(mentions, 'mention');
  window.setStatusBarMessage(`BioGloss: copied a table of ${of} of ${from}`, 10_000);
  return result;
}

async function askForTable(last: string | undefined): Promise<string | undefined> {
  const items = tables.flatMap(({ id, label }) =>
    forms.map((form): QuickPickItem & { id: string } => ({
      id: `${id}-${form.id}`,
      label: `${label} ${form.title}`,
      description: form.description,
    })),
  );
  const choice = await pickFrom({
    title: 'BioGloss: Copy as Table',
    placeholder: 'Table of the selection, or of the whole document where nothing is selected',
    items,
    active: items.find(({ id }) => id === last),
  });
  return choice === 'back' ? undefined : choice?.id;
}
