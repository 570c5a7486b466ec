import { type QuickPickItem, Uri, window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { LearningCurveArguments, LearningCurveResult } from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import { askForCorpora } from './askForCorpora';
import type { CommandContext } from './commandContext';

/** Trains on parts of a corpus and opens what each of them was worth. The same folder again goes on where it was stopped. */
export async function drawLearningCurve(
  { client, evaluations }: CommandContext,
  options: Partial<LearningCurveArguments> = {},
): Promise<LearningCurveResult | undefined> {
  const argument = await complete(options);
  if (!argument) return undefined;
  const result = await runWithProgress<LearningCurveResult>(
    client,
    'learning curve',
    commands.learningCurve,
    argument,
  );
  if (result) await evaluations.open({ folder: result.report, tab: 'curve' });
  return result;
}

/** Asks for what the caller left open; undefined where the person changed their mind. */
async function complete({
  train,
  dev,
  out,
  ...rest
}: Partial<LearningCurveArguments>): Promise<LearningCurveArguments | undefined> {
  // Who calls the command with files knows what it begins with.
  if (train && dev && out) return { ...rest, train, dev, out };
  const files = train ?? (await askForCorpora('Training corpus', 'Train', true))?.map(({ fsPath }) => fsPath);
  if (!files) return undefined;
  const measured = dev ?? (await askForCorpora('Corpus to measure on', 'Use'))?.[0].fsPath;
  if (!measured) return undefined;
  const begun = await askForBase();
  if (!begun) return undefined;
  const settings = await askForConfig();
  if (!settings) return undefined;
  const folder = out ?? (await askForOut(files[0]))?.fsPath;
  return folder === undefined
    ? undefined
    : { ...rest, ...begun, ...settings, train: files, dev: measured, out: folder };
}

type Part = Pick<LearningCurveArguments, 'base' | 'config'>;
type Choice = QuickPickItem & { ask(): Promise<Part | undefined> };

const title = 'BioGloss: Learning Curve';

function askForBase(): Promise<Part | undefined> {
  return answered('What each training begins with', [
    { label: '$(sparkle) The model in use', ask: async () => ({}) },
    {
      label: '$(circle-outline) Nothing',
      description: 'takes longest',
      ask: async () => ({ base: 'scratch' }),
    },
    {
      label: '$(folder-opened) Browse…',
      description: 'a model, a training run, or a folder with a Hugging Face checkpoint',
      ask: () => chosen('base', 'Model folder', true),
    },
  ]);
}

function askForConfig(): Promise<Part | undefined> {
  return answered('Settings of each training', [
    { label: '$(gear) Standard', ask: async () => ({ config: 'standard' }) },
    { label: '$(zap) Quick', description: 'a first look', ask: async () => ({ config: 'quick' }) },
    { label: '$(watch) Thorough', description: 'takes longest', ask: async () => ({ config: 'thorough' }) },
    { label: '$(json) Choose a config file…', ask: () => chosen('config', 'Training config') },
  ]);
}

async function answered(placeHolder: string, choices: Choice[]): Promise<Part | undefined> {
  const choice = await window.showQuickPick(choices, { title, placeHolder });
  return choice?.ask();
}

async function chosen(option: keyof Part, question: string, folder = false): Promise<Part | undefined> {
  const found = await window.showOpenDialog({
    title: question,
    openLabel: 'Use',
    canSelectFiles: !folder,
    canSelectFolders: folder,
  });
  return found && { [option]: found[0].fsPath };
}

const askForOut = (corpus: string) =>
  window.showSaveDialog({
    title: 'Folder for the trainings',
    saveLabel: 'Train',
    defaultUri: Uri.file(`${corpus.replace(/(\.pubtator)?\.\w+$/i, '')}-curve`),
  });
