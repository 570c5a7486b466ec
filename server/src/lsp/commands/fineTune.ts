import { fineTuneArguments } from '../../protocol/commands';
import { isRecipeName } from '../../runs/recipeNames';
import { command } from './command';
import { filePath } from './filePath';
import { trainToTheEnd } from './trainings';

/** Trains a model further on a corpus, in a process of its own that outlives this one: the command follows it, and another one may take that up. */
export const fineTune = command({
  schema: fineTuneArguments,
  title: 'Fine-tuning',
  needsTrust: true,
  execute(args, workbench, run) {
    const { folder, device } = workbench.model.current;
    const out = filePath(args.out);
    const order = {
      train: args.train.map(filePath),
      dev: args.dev && filePath(args.dev),
      out,
      base: args.base === undefined ? folder : baseOf(args.base),
      config: args.config && (isRecipeName(args.config) ? args.config : filePath(args.config)),
      seed: args.seed,
      device: args.device ?? device,
    };
    return trainToTheEnd({ folder: out, order }, workbench, run);
  },
});

export const baseOf = (base: string): string =>
  base === 'default' || base === 'scratch' ? base : filePath(base);
