import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import quick from '../../../configs/quick.json';
import quickTransformer from '../../../configs/quick-transformer.json';
import standard from '../../../configs/standard.json';
import standardTransformer from '../../../configs/standard-transformer.json';
import thorough from '../../../configs/thorough.json';
import thoroughTransformer from '../../../configs/thorough-transformer.json';
import type { FineTuneArguments } from '../../../server/src/protocol/commands';
import type { Models } from '../models/models';
import { itemOf } from './askForModel';

/** What a training begins with, its settings and where it runs; what is left out is chosen by the server. */
export type TrainingOptions = Pick<FineTuneArguments, 'base' | 'config' | 'device'>;

interface Choice extends QuickPickItem {
  /** @returns undefined where the person changed their mind */
  ask(): Promise<TrainingOptions | undefined>;
}

/** Asks for the base of a training, its settings and its device, step by step. @returns undefined where the person changed their mind */
export async function askForTraining(
  title: string,
  models: Models,
  given: TrainingOptions = {},
): Promise<TrainingOptions | undefined> {
  const begun = given.base === undefined ? await askForBase(title, models) : {};
  if (!begun) return undefined;
  const base = given.base ?? begun.base;
  // From nothing there is one recipe, which stands for itself.
  const settings = given.config === undefined && base !== 'scratch' ? await askForRecipe(title) : {};
  if (!settings) return undefined;
  const device = given.device === undefined ? await askForDevice(title) : {};
  return device && { ...begun, ...settings, ...device, ...given };
}

async function askForBase(title: string, models: Models): Promise<TrainingOptions | undefined> {
  const list = await models.list();
  const inUse = list.find((model) => models.useOf(model) !== undefined);
  const others = list.filter((model) => model !== inUse && ['model', 'checkpoint'].includes(model.kind));
  return answered(title, 'What the training begins with', [
    { label: '$(sparkle) The model in use', description: inUse?.name, ask: async () => ({}) },
    ...others.map((model) => ({ ...itemOf(models, model), ask: async () => ({ base: model.folder }) })),
    {
      label: '$(circle-outline) Nothing',
      description: 'takes longest, and knows only what your documents have',
      ask: async () => ({ base: 'scratch' }),
    },
    {
      label: '$(folder-opened) Browse…',
      description: 'a model, a training run, or a folder with a Hugging Face checkpoint',
      ask: () => chosen('base', 'Model folder', true),
    },
  ]);
}

interface Recipe {
  readonly epochs: number;
}
/** The server takes the one that the base needs: a large encoder learns in smaller steps. */
const epochs = (words: Recipe, transformer: Recipe): string =>
  `${words.epochs} epochs, ${transformer.epochs} of a large encoder`;

const askForRecipe = (title: string): Promise<TrainingOptions | undefined> =>
  answered(title, 'Settings of the training', [
    {
      label: '$(gear) Standard',
      description: `${epochs(standard, standardTransformer)}, for small corpora`,
      ask: async () => ({ config: 'standard' }),
    },
    {
      label: '$(zap) Quick',
      description: `${epochs(quick, quickTransformer)}, a first look`,
      ask: async () => ({ config: 'quick' }),
    },
    {
      label: '$(watch) Thorough',
      description: epochs(thorough, thoroughTransformer),
      ask: async () => ({ config: 'thorough' }),
    },
    { label: '$(json) Choose a config file…', ask: () => chosen('config', 'Training config') },
    {
      label: '$(edit) Edit a copy of one…',
      description: 'and choose it the next time',
      ask: async () => editCopy(title),
    },
  ]);

const askForDevice = (title: string): Promise<TrainingOptions | undefined> =>
  answered(title, 'Where the training runs', [
    {
      label: '$(circuit-board) As the setting says',
      description: `biogloss.device: ${workspace.getConfiguration('biogloss').get<string>('device')}`,
      ask: async () => ({}),
    },
    { label: '$(chip) Processor', ask: async () => ({ device: 'cpu' }) },
    {
      label: '$(server-process) Graphics processor, by WebGPU',
      description: 'the processor where that does not work',
      ask: async () => ({ device: 'webgpu' }),
    },
    {
      label: '$(server-process) Graphics processor, by CUDA',
      description: "where ONNX Runtime's own provider is installed",
      ask: async () => ({ device: 'cuda' }),
    },
  ]);

/** A recipe as a file of the person's own, open in the editor. The training that asked is not started. */
async function editCopy(title: string): Promise<undefined> {
  const recipes = {
    standard,
    quick,
    thorough,
    'standard-transformer': standardTransformer,
    'quick-transformer': quickTransformer,
    'thorough-transformer': thoroughTransformer,
  };
  const name = await window.showQuickPick(Object.keys(recipes), {
    title,
    placeHolder: 'Recipe to copy; those called transformer are for large encoders, as BERT',
  });
  if (name === undefined) return;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: 'File for the settings',
    saveLabel: 'Save',
    defaultUri: folder && Uri.joinPath(folder, `${name}.json`),
  });
  if (!target) return;
  const text = `${JSON.stringify(recipes[name as keyof typeof recipes], null, 2)}\n`;
  await workspace.fs.writeFile(target, Buffer.from(text));
  await window.showTextDocument(target);
}

async function answered(
  title: string,
  placeHolder: string,
  choices: readonly Choice[],
): Promise<TrainingOptions | undefined> {
  const choice = await window.showQuickPick(choices, { title, placeHolder, matchOnDescription: true });
  return choice?.ask();
}

async function chosen(
  option: 'base' | 'config',
  question: string,
  folder = false,
): Promise<TrainingOptions | undefined> {
  const found = await window.showOpenDialog({
    title: question,
    openLabel: 'Use',
    canSelectFiles: !folder,
    canSelectFolders: folder,
  });
  return found && { [option]: found[0].fsPath };
}
