import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { FineTuneArguments, FineTuneResult } from '../../../server/src/protocol/commands';
import type { Models } from '../models/models';
import { runWithProgress } from '../serverCommand';
import { askForCorpora } from './askForCorpora';
import { askForTraining } from './askForTraining';
import { setModel } from './chooseModel';
import type { CommandContext } from './commandContext';

/** Trains the model in use on a corpus; the new model is saved in a folder of its own and offered for use. */
export async function fineTuneOnCorpus(
  { client, trainings, models }: CommandContext,
  options: Partial<FineTuneArguments> = {},
): Promise<FineTuneResult | undefined> {
  const argument = await complete(options, models);
  if (!argument) return undefined;
  const openNoMore = trainings.openOnceBegun(argument.out);
  const result = await runWithProgress<FineTuneResult>(client, 'fine-tuning', commands.fineTune, {
    models: models.folder,
    ...argument,
  }).finally(openNoMore);
  if (result) void tellOfModel(result);
  return result;
}

/** Asks for what the caller left open; undefined where the person changed their mind. */
async function complete(
  options: Partial<FineTuneArguments>,
  models: Models,
): Promise<FineTuneArguments | undefined> {
  if (options.train && options.out) return { ...options, train: options.train, out: options.out };
  const train =
    options.train ?? (await askForCorpora('Training corpus', 'Train', true))?.map(({ fsPath }) => fsPath);
  if (!train) return undefined;
  const dev = options.dev ? { path: options.dev } : await askForDev();
  if (!dev) return undefined;
  const training = await askForTraining('BioGloss: Fine-Tune', models, options);
  if (!training) return undefined;
  const out = options.out ?? (await askForFolder(train[0]))?.fsPath;
  return out ? { ...options, ...training, train, dev: dev.path, out } : undefined;
}

async function askForDev(): Promise<{ path?: string } | undefined> {
  const held: QuickPickItem = { label: '$(split-horizontal) Hold out part of the training documents' };
  const file: QuickPickItem = {
    label: '$(file) Choose a file…',
    description: 'a corpus that training never sees',
  };
  const choice = await window.showQuickPick([held, file], {
    title: 'BioGloss: Fine-Tune',
    placeHolder: 'Documents that decide which of the trained models is the best',
  });
  if (choice === held) return {};
  if (choice !== file) return undefined;
  const corpora = await askForCorpora('Corpus that chooses the best model', 'Use');
  return corpora && { path: corpora[0].fsPath };
}

const askForFolder = (corpus: string) =>
  window.showSaveDialog({
    title: 'Folder for the new model',
    saveLabel: 'Train',
    defaultUri: Uri.file(`${corpus.replace(/(\.pubtator)?\.\w+$/i, '')}-model`),
  });

/** Tells where a new model is, and offers it for use. */
export async function tellOfModel({ out, scores }: FineTuneResult): Promise<void> {
  const use = 'Use This Model';
  const sentence = `The fine-tuned model is in ${out}${describe(scores)}.`;
  const choice = await window.showInformationMessage(sentence, ...(workspace.isTrusted ? [use] : []));
  if (choice === use) await setModel(out);
}

/** `: mention F1 0.861`, or nothing where the figure is missing. */
function describe(scores: FineTuneResult['scores']): string {
  const mentions = scores['mention_all'];
  const f1 = typeof mentions === 'object' && mentions !== null && 'f1' in mentions ? mentions.f1 : undefined;
  return typeof f1 === 'number' ? `: mention F1 ${f1.toFixed(3)}` : '';
}
