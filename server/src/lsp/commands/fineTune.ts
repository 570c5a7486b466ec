import { constants, setPriority } from 'node:os';
import { type FineTuneResult, fineTuneArguments } from '../../protocol/commands';
import type { TrainingProgress, TrainingReply, TrainingRequest } from '../../protocol/training';
import { runWorkerJob } from '../workerJob';
import { command } from './command';
import { filePath } from './filePath';

/** A step on a large batch, or scoring the dev documents, takes long on a slow machine. */
const patience = 15 * 60_000;

/** Trains a model further on a corpus, in a process of low priority. */
export const fineTune = command({
  schema: fineTuneArguments,
  title: 'Fine-tuning',
  needsTrust: true,
  execute(args, { workers, model, log }, { signal, progress }): Promise<FineTuneResult> {
    const { folder, device } = model.current;
    const start: TrainingRequest = {
      type: 'start',
      ...args,
      train: args.train.map(filePath),
      dev: args.dev && filePath(args.dev),
      out: filePath(args.out),
      base: args.base === undefined ? folder : baseOf(args.base),
      config: args.config && filePath(args.config),
      device: args.device ?? device,
    };
    return runWorkerJob<TrainingReply, TrainingRequest, FineTuneResult>({
      worker: workers.training,
      start,
      stop: { type: 'cancel' },
      signal,
      patience,
      title: 'The fine-tuning',
      log,
      started: (pid) => pid !== undefined && lowerPriority(pid),
      receive(reply) {
        if (reply.type === 'failed') throw new Error(reply.message);
        if (reply.type === 'progress') progress(reply.step / reply.steps, describe(reply));
        return reply.type === 'done' ? { out: reply.out, scores: reply.scores } : undefined;
      },
    });
  },
});

const baseOf = (base: string): string => (base === 'default' || base === 'scratch' ? base : filePath(base));

const describe = ({ step, steps, epoch, loss }: TrainingProgress): string =>
  `epoch ${epoch}, step ${step} of ${steps}, loss ${loss.toFixed(3)}`;

/** The person goes on working meanwhile; where the system refuses, training just runs as it is. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // ESRCH: it has ended already, which its `ended` tells; EPERM: not ours to lower.
  }
}
