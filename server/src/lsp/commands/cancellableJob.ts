import type { JobReply } from '../../protocol/jobReply';
import { runWorkerJob } from '../workerJob';
import type { Run, Workbench } from './command';

/** Compiling a million names, reading a large model on a slow disk or waiting for a slow server keeps a worker silent, in milliseconds. */
const patience = 5 * 60_000;

interface CancellableJob<Request> {
  /** The worker's main module. */
  readonly worker: string;
  /** Names the work in a sentence that says how it failed: `The import`. */
  readonly title: string;
  readonly start: Request;
}

/** Work in a process of its own that puts its things in order when it is cancelled. @throws as `runWorkerJob` */
export const runCancellableJob = <Result, Request extends object>(
  job: CancellableJob<Request>,
  { log }: Workbench,
  { signal, progress }: Run,
): Promise<Result> =>
  runWorkerJob<JobReply<Result>, Request | { readonly type: 'cancel' }, Result>({
    ...job,
    stop: { type: 'cancel' },
    signal,
    patience,
    log,
    receive(reply) {
      if (reply.type === 'failed') throw new Error(reply.message);
      if (reply.type === 'progress') progress(reply.share, reply.doing);
      return reply.type === 'done' ? reply.result : undefined;
    },
  });
