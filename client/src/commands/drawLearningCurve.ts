import { Uri, window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { LearningCurveArguments, LearningCurveResult } from '../../../server/src/protocol/commands';
import type { Models } from '../models/models';
import { runWithProgress } from '../serverCommand';
import { askForCorpora } from './askForCorpora';
import { askForTraining } from './askForTraining';
import type { CommandContext } from './commandContext';

/** Trains on parts of a corpus and opens what each of them was worth. The same folder again goes on where it was stopped. */
export async function drawLearningCurve(
  { client, evaluations, models }: CommandContext,
  options: Partial<LearningCurveArguments> = {},
): Promise<LearningCurveResult | undefined> {
  const argument = await complete(options, models);
  if (!argument) return undefined;
  const result = await runWithProgress<LearningCurveResult>(
    client,
    'learning curve',
    commands.learningCurve,
    { models: models.folder, ...argument },
  );
  if (result) await evaluations.open({ folder: result.report, tab: 'curve' });
  return result;
}

/** Asks for what the caller left open; undefined where the person changed their mind. */
async function complete(
  { train, dev, out, ...rest }: Partial<LearningCurveArguments>,
  models: Models,
): Promise<LearningCurveArguments | undefined> {
  // Who calls the command with files knows what it begins with.
  if (train && dev && out) return { ...rest, train, dev, out };
  const files = train ?? (await askForCorpora('Training corpus', 'Train', true))?.map(({ fsPath }) => fsPath);
  if (!files) return undefined;
  const measured = dev ?? (await askForCorpora('Corpus to measure on', 'Use'))?.[0].fsPath;
  if (!measured) return undefined;
  const training = await askForTraining('BioGloss: Learning Curve', models, rest);
  if (!training) return undefined;
  const folder = out ?? (await askForOut(files[0]))?.fsPath;
  return folder === undefined
    ? undefined
    : { ...rest, ...training, train: files, dev: measured, out: folder };
}

const askForOut = (corpus: string) =>
  window.showSaveDialog({
    title: 'Folder for the trainings',
    saveLabel: 'Train',
    defaultUri: Uri.file(`${corpus.replace(/(\.pubtator)?\.\w+$/i, '')}-curve`),
  });
