import { commands, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands as server } from '../../../server/src/protocol/commandNames';
import type { ImportTerminologyArguments } from '../../../server/src/protocol/commands';
import type { ImportTerminologyResult } from '../../../server/src/protocol/terminology';
import { command } from '../contributions';
import { showReport } from '../report';
import { runWithProgress } from '../serverCommand';
import { describeImport, importSentence } from '../terminologyReport';
import type { CommandContext } from './commandContext';
import { addTerminology } from './terminologyList';

/** Types that are drawn in colours of their own; a person may write any other. */
const types = ['Chemical', 'Disease', 'Gene'];

/** Compiles files into an index and puts it at the head of the list of terminologies. */
export async function importTerminology(
  { client }: CommandContext,
  options: Partial<ImportTerminologyArguments> = {},
): Promise<ImportTerminologyResult | undefined> {
  const files = options.files ?? (await askForFiles());
  if (!files) return undefined;
  const argument: ImportTerminologyArguments = { ...options, files };
  const title = 'importing terminology';
  const result = await runWithProgress<ImportTerminologyResult>(
    client,
    title,
    server.importTerminology,
    argument,
  );
  if (!result) return undefined;
  if (result.refused === undefined) await addTerminology(result.out);
  await showProblems('terminology import', result);
  void offerMore(result, argument);
  return result;
}

/** Makes an index anew from its files; see `importTerminology`. */
export async function updateTerminology(
  client: LanguageClient,
  index: string,
  partial?: boolean,
): Promise<ImportTerminologyResult | undefined> {
  const argument = { index, partial };
  const title = 'updating terminology';
  const result = await runWithProgress<ImportTerminologyResult>(
    client,
    title,
    server.updateTerminology,
    argument,
  );
  if (!result) return undefined;
  await showProblems('terminology update', result);
  if (result.refused === undefined) void window.showInformationMessage(importSentence(result));
  else void offerPart(result, () => updateTerminology(client, index, true));
  return result;
}

/** What a person should see without asking for it. */
async function showProblems(name: string, result: ImportTerminologyResult): Promise<void> {
  if (result.files.some(({ problems }) => problems.length > 0) || result.gone.count > 0)
    await showReport(name, describeImport(result));
}

async function offerMore(
  result: ImportTerminologyResult,
  argument: ImportTerminologyArguments,
): Promise<void> {
  const again = (more: Partial<ImportTerminologyArguments>) =>
    commands.executeCommand(command.importTerminology, { ...argument, out: result.out, ...more });
  if (result.refused !== undefined) return offerPart(result, () => again({ partial: true }));
  const giveType = 'Give Them a Type…';
  const choice = await window.showInformationMessage(
    importSentence(result),
    ...(result.untyped > 0 ? [giveType] : []),
    'Show Report',
  );
  if (choice === 'Show Report') await showReport('terminology import', describeImport(result));
  if (choice === giveType) {
    const type = await askForType();
    if (type) await again({ type });
  }
}

async function offerPart(result: ImportTerminologyResult, again: () => unknown): Promise<void> {
  const part = 'Take What Could Be Read';
  const choice = await window.showErrorMessage(result.refused ?? '', ...(result.concepts > 0 ? [part] : []));
  if (choice === part) await again();
}

async function askForFiles(): Promise<string[] | undefined> {
  const files = await window.showOpenDialog({
    title: 'Files of one terminology: MeSH, OBO, UMLS, CTD, HGNC, NCBI Gene, or tables of your own',
    openLabel: 'Import',
    canSelectMany: true,
    filters: {
      Terminologies: ['xml', 'obo', 'tsv', 'csv', 'txt', 'bin', 'rrf', 'RRF', 'jsonl', 'gz'],
      'All files': ['*'],
    },
  });
  return files?.map(({ fsPath }) => fsPath);
}

async function askForType(): Promise<string | undefined> {
  const other = 'Another type…';
  const choice = await window.showQuickPick([...types, other], {
    title: 'BioGloss: Import Terminology',
    placeHolder: 'Type of the concepts whose type the files do not tell',
  });
  return choice === other
    ? window.showInputBox({ title: 'Type of the concepts', placeHolder: 'CellType' })
    : choice;
}
