import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LearnResult, learnFromCorrectionsArguments } from '../../protocol/commands';
import { configNamed } from '../../runs/orderNames';
import { runFiles } from '../../runs/runFiles';
import { command } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { measureLearning } from './measureLearning';
import { openTexts } from './openTexts';
import { partOf } from './partOf';
import { trainToTheEnd } from './trainings';

/** Of the whole, what is done when decisions are gathered, and when the training is. */
const [gathered, trained] = [0.1, 0.85];

/** Fine-tunes the model in use on what persons decided, and compares both on documents that neither has learned from. */
export const learnFromCorrections = command({
  schema: learnFromCorrectionsArguments,
  title: 'Learning from corrections',
  needsTrust: true,
  async execute({ folders, holdOut, seed, config, ...args }, workbench, run): Promise<LearnResult> {
    const out = filePath(args.out);
    if (existsSync(join(out, runFiles.config)))
      throw new Error(`${out} holds a run already. Give another folder, or resume that run.`);
    const base = workbench.model.current;
    const corrections = await runCorpusJob(
      'Gathering corrections',
      {
        type: 'gatherCorrections',
        id: 1,
        folders: folders.map(filePath),
        open: openTexts(workbench),
        out,
        share: holdOut,
        seed,
        minimumScore: workbench.annotator.leastScore,
      },
      { ...base, reader: 'model' },
      workbench,
      partOf(run, 0, gathered, 'gathering corrections'),
      (reply) => (reply.type === 'gathered' ? reply.result : undefined),
    );
    const { learned, texts, notes } = corrections;
    const order = {
      train: [learned],
      remember: [texts],
      out,
      base: base.folder,
      config: configNamed(config, filePath),
      seed,
      device: args.device ?? base.device,
    };
    await trainToTheEnd({ folder: out, order }, workbench, partOf(run, gathered, trained));
    return measureLearning(out, notes, workbench, partOf(run, trained, 1));
  },
});
