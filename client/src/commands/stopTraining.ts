import { basename } from 'node:path';
import { window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { StopTrainingResult } from '../../../server/src/protocol/commands';
import { execute } from '../serverCommand';
import { askForRun, type RunOptions } from './askForRun';
import type { CommandContext } from './commandContext';

const question = { what: 'The training to stop', none: 'No training is running.' };

/** Stops a training; what it has learned is kept, and it can be resumed. */
export async function stopTraining({ client }: CommandContext, options: RunOptions = {}): Promise<void> {
  const out = options.out ?? (await askForRun(question, ({ state }) => state === 'running'));
  if (!out) return;
  const result = await execute<StopTrainingResult>(client, commands.stopTraining, { out });
  if (result?.stopped)
    window.setStatusBarMessage(`BioGloss: the training in ${basename(out)} was stopped`, 10_000);
}
