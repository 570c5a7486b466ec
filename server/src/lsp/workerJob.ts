import { ForkedProcess, type ForkedProcessEvents } from '../platform/forkedProcess';

export interface WorkerJob<Reply, Request extends object, Result> {
  /** The worker's main module. */
  readonly worker: string;
  /** Sent first. */
  readonly start: Request;
  /** A reply that ends the job gives its result or throws what went wrong, as a sentence; others give undefined. */
  receive(reply: Reply, send: (request: Request) => void): Result | undefined;
  readonly signal: AbortSignal;
  /** Asks the worker to end by itself when the job is cancelled; without it the worker is ended at once. */
  readonly stop?: Request | undefined;
  /** Milliseconds that the worker may stay silent. */
  readonly patience: number;
  /** Names the work in a sentence that says how it failed: `The evaluation`. */
  readonly title: string;
  /** Bytes that the worker may take at most; as much as there is where not given. */
  readonly memory?: number;
  readonly started?: (pid: number | undefined) => void;
  log(line: string): void;
}

/** How long a worker that was asked to stop may take to put its things in order, in milliseconds. */
const grace = 10_000;

/**
 * Gives one piece of work to a worker of its own, so that it can be cancelled at any moment and disturbs nothing else.
 * @throws the signal's reason as soon as it is aborted; an Error with a sentence when the work fails
 */
export function runWorkerJob<Reply, Request extends object, Result>(
  job: WorkerJob<Reply, Request, Result>,
): Promise<Result> {
  const { signal, patience, title, log } = job;
  return new Promise<Result>((resolve, reject) => {
    signal.throwIfAborted();
    let watch: NodeJS.Timeout | undefined;
    const events: ForkedProcessEvents<Reply> = {
      message: (reply) => {
        heard();
        try {
          const result = job.receive(reply, (request) => worker.send(request));
          if (result !== undefined) finish(() => resolve(result));
        } catch (error) {
          finish(() => reject(error));
        }
      },
      printed: (line) => log(`${title}: ${line}`),
      ended: ({ how }) => finish(() => reject(new Error(`${title} failed: the worker process ${how}.`))),
    };
    const worker: ForkedProcess<Reply, Request> = new ForkedProcess(job.worker, events, job.memory);
    const cancel = () => {
      if (job.stop) {
        worker.send(job.stop);
        setTimeout(() => worker.dispose(), grace).unref();
      } else worker.dispose();
      settle(() => reject(signal.reason));
    };
    const settle = (how: () => void) => {
      clearTimeout(watch);
      signal.removeEventListener('abort', cancel);
      how();
    };
    const finish = (how: () => void) => {
      worker.dispose();
      settle(how);
    };
    const heard = () => {
      clearTimeout(watch);
      if (signal.aborted) return;
      const seconds = patience / 1000;
      watch = setTimeout(
        () =>
          finish(() =>
            reject(new Error(`${title} failed: nothing came from its worker process for ${seconds} s.`)),
          ),
        patience,
      );
    };
    signal.addEventListener('abort', cancel, { once: true });
    job.started?.(worker.pid);
    heard();
    worker.send(job.start);
  });
}
