import { commands } from '../../../server/src/protocol/commandNames';
import type { FineTuneResult } from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import { askForRun, type RunOptions } from './askForRun';
import type { CommandContext } from './commandContext';
import { tellOfModel } from './fineTuneOnCorpus';
import { showLearning } from './learnFromCorrections';

const question = {
  what: 'The training to go on with',
  none: 'There is no training that was stopped or died.',
};

/** Goes on with a training that was stopped or died. */
export async function resumeTraining(
  context: CommandContext,
  options: RunOptions = {},
): Promise<FineTuneResult | undefined> {
  const { client, trainings } = context;
  const out = options.out ?? (await askForRun(question, ({ resumable }) => resumable));
  if (!out) return undefined;
  void trainings.openOnceBegun(out);
  const result = await runWithProgress<FineTuneResult>(client, 'training', commands.resumeTraining, { out });
  if (result?.learned) await showLearning(result.learned, context);
  else if (result) void tellOfModel(result);
  return result;
}
