import { fineTuneArguments } from '../../protocol/commands';
import { configNamed } from '../../runs/orderNames';
import { baseOf } from './baseOf';
import { command } from './command';
import { filePath } from './filePath';
import { trainToTheEnd } from './trainings';

/** Trains a model further on a corpus, in a process of its own that outlives this one: the command follows it, and another one may take that up. */
export const fineTune = command({
  schema: fineTuneArguments,
  title: 'Fine-tuning',
  needsTrust: true,
  execute(args, workbench, run) {
    const out = filePath(args.out);
    const order = {
      train: args.train.map(filePath),
      dev: args.dev && filePath(args.dev),
      out,
      base: baseOf(args.base, args.models, workbench),
      config: configNamed(args.config, filePath),
      seed: args.seed,
      device: args.device ?? workbench.model.current.device,
    };
    return trainToTheEnd({ folder: out, order }, workbench, run);
  },
});
