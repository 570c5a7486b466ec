import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../runs/runFiles';
import type { Device } from '../runtime/device';
import { beginningFolder, guessingSettings } from './beginnings';
import { describeChoice } from './execution/chooseExecutor';
import { type Guessing, guessHiddenWords } from './guessHiddenWords';
import { answerVectors, guessingGraph } from './guessingGraph';
import type { Learner } from './learner';
import type { TrainingOrder } from './order';
import { TrainingSession } from './trainingSession';

/**
 * Where the config asks for it, teaches input block and encoder of a model from nothing to guess hidden words of unlabelled texts: what
 * stands around a word says much of what it is.
 * @returns the learner, whose weights begin with what was learned
 * With `beginnings` the run goes on from what another one has guessed in that folder.
 * @throws the signal's reason, once it is aborted; with `resume` the same run goes on
 * @see Devlin et al. 2019, "BERT", section 3.1
 */
export async function withPretraining(
  learner: Learner,
  run: Pick<Guessing, 'config' | 'out' | 'resume' | 'report' | 'signal'> &
    Pick<TrainingOrder, 'beginnings'> & {
      readonly device: Device;
      /** A line for the person. */
      readonly tell: (line: string) => void;
    },
): Promise<Learner> {
  const { config, out, resume, beginnings } = run;
  // A checkpoint of the training itself holds all weights.
  const isOver = resume && existsSync(join(out, runFiles.checkpoint));
  if (!learner.unread || !config.scratch?.pretraining || isOver) return learner;
  const { pretraining, network } = config.scratch;
  run.report({ type: 'stage', stage: 'pretraining' });
  const { texts, vocabulary } = learner.unread;
  const { input } = learner.parts.architecture;
  const answers = Math.min(pretraining.answers, vocabulary.words.length);
  const { betas, decay, clip, average } = config.optimizer;
  const session = TrainingSession.create(guessingGraph({ network, input }, answers), {
    loss: 'loss',
    seed: config.seed,
    threads: config.threads,
    optimizer: { betas, weightDecay: decay, clip, average },
    device: run.device,
    chosen: (attempts) => run.tell(describeChoice(attempts)),
  });
  try {
    await learner.begin(session);
    // The words to choose from are known by the vectors that words are read by; row 0 is the unknown word's.
    await session.change((begun) => {
      const asked = begun.get(answerVectors)!;
      asked.set(begun.get('input.vectors')!.subarray(network.input.vector).subarray(0, asked.length));
    });
    const settings = guessingSettings(config, learner.parts.config.termIndex);
    const kept = beginnings && {
      out: beginningFolder(beginnings, texts, 'hidden words', settings),
      resume: true,
    };
    if (kept) await mkdir(kept.out, { recursive: true });
    await guessHiddenWords({ ...run, ...kept, session, texts, input, vocabulary, answers });
    const weights = [...(await session.averaged())].filter(([name]) => !name.startsWith('guess.'));
    const learned = new Map(weights.map(([name, values]) => [name, values.slice()]));
    return { ...learner, unread: undefined, begin: async (next) => next.load(learned) };
  } finally {
    await session.release();
  }
}
