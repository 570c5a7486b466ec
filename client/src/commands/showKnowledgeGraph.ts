import { basename } from 'node:path';
import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { GraphArguments, GraphResult } from '../../../server/src/protocol/commands';
import { analysedDocument } from '../analysedDocument';
import { corpusLanguages } from '../contributions';
import { count } from '../page/count';
import { runWithProgress } from '../serverCommand';
import { askForFolder } from './askForFolder';
import type { CommandContext } from './commandContext';

type Given = GraphArguments['given'];

export interface GraphOptions {
  /** What is taken from annotations that files bring; asked for where files may bring some. */
  readonly given?: Given;
}

export interface FolderOptions extends GraphOptions {
  /** The folder's path; asked for where not given. */
  readonly folder?: string;
}

/** The graph of what is selected in the active editor. */
export function showGraphOfSelection(context: CommandContext, options: GraphOptions = {}) {
  const { uri } = analysedDocument();
  const { selection } = window.activeTextEditor!;
  if (selection.isEmpty) throw new Error('Nothing is selected. Select the text whose graph you want to see.');
  const { start, end } = selection;
  const range = { start: { ...plain(start) }, end: { ...plain(end) } };
  return show(context, `selection of ${nameOf(uri)}`, {
    given: 'none',
    ...options,
    uris: [uri.toString()],
    selection: range,
  });
}

const plain = ({ line, character }: { line: number; character: number }) => ({ line, character });

export async function showGraphOfDocument(context: CommandContext, options: GraphOptions = {}) {
  const document = analysedDocument();
  const isCorpus = corpusLanguages.some(({ id }) => id === document.languageId);
  const given = options.given ?? (isCorpus ? await askForGiven() : 'none');
  return given && show(context, nameOf(document.uri), { given, uris: [document.uri.toString()] });
}

/** @param options the folder that was clicked in the explorer, or options */
export async function showGraphOfFolder(context: CommandContext, options: Uri | FolderOptions = {}) {
  const { folder, given }: FolderOptions = options instanceof Uri ? { folder: options.fsPath } : options;
  const chosen =
    folder ??
    (await askForFolder({
      title: 'Folder whose documents make the graph',
      openLabel: 'Show Graph',
      defaultUri: workspace.workspaceFolders?.[0]?.uri,
    }));
  return chosen && showFolders(context, basename(chosen), [chosen], given);
}

export async function showGraphOfWorkspace(context: CommandContext, { given }: GraphOptions = {}) {
  const folders = workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [];
  if (folders.length === 0) throw new Error('No folder is open. Open one, or show the graph of a document.');
  return showFolders(context, workspace.name ?? 'workspace', folders, given);
}

async function showFolders(context: CommandContext, title: string, folders: readonly string[], given: Given) {
  const taken = given ?? (await askForGiven());
  return taken && show(context, title, { given: taken, uris: [...folders] });
}

/** Collects a graph, with progress and a cancel button, and opens its view. */
async function show(
  { client, graphs }: CommandContext,
  title: string,
  options: Omit<GraphArguments, 'out'>,
): Promise<GraphResult | undefined> {
  const out = await graphs.files.next();
  const argument: GraphArguments = { unlinked: true, ...options, out };
  const result = await runWithProgress<GraphResult>(
    client,
    'collecting the knowledge graph',
    commands.graph,
    argument,
  );
  if (!result) return undefined;
  await graphs.open({ file: out, title });
  if (result.problems.length > 0) void tell(result.problems, title);
  return result;
}

async function tell(problems: readonly string[], title: string): Promise<void> {
  const sentence = `${count(problems.length, 'problem')} in ${title}: ${problems[0]}`;
  await window.showWarningMessage(sentence);
}

/** Corpus files bring annotations of their own. */
async function askForGiven(): Promise<Given> {
  const items: (QuickPickItem & { given: Given })[] = [
    {
      label: '$(sparkle) Read everything with the model',
      description: 'annotations in corpus files are left aside',
      given: 'none',
    },
    {
      label: '$(tag) Take annotations as they are',
      description: 'of corpus files; texts without any add nothing',
      given: 'all',
    },
  ];
  const choice = await window.showQuickPick(items, {
    title: 'BioGloss: Show Knowledge Graph',
    placeHolder: 'What counts as said',
  });
  return choice?.given;
}

const nameOf = ({ path }: Uri): string => path.split('/').at(-1)!;
