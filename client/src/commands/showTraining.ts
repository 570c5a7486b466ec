import { askForRun, type RunOptions } from './askForRun';
import type { CommandContext } from './commandContext';

const question = { what: 'The training to show', none: 'There is no training.', browse: true };

/** Shows a training, whoever runs it and whether it still runs. */
export async function showTraining({ trainings }: CommandContext, options: RunOptions = {}): Promise<void> {
  const folder = options.out ?? (await askForRun(question, () => true));
  if (folder) await trainings.open(folder);
}
