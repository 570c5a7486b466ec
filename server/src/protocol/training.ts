import type { FineTuneArguments } from './commands';

/** Language server → training worker: one `start` in the life of a worker. */
export type TrainingRequest =
  | ({ readonly type: 'start' } & FineTuneArguments & { readonly base: string })
  /** Write what is needed to resume and answer `cancelled`. */
  | { readonly type: 'cancel' };

/** Training worker → language server. */
export type TrainingReply =
  | TrainingProgress
  | { readonly type: 'done'; readonly out: string; readonly scores: Readonly<Record<string, unknown>> }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly message: string };

export interface TrainingProgress {
  readonly type: 'progress';
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly loss: number;
  /** Scores on the dev documents, when they were just measured. */
  readonly dev?: Readonly<Record<string, unknown>>;
}
