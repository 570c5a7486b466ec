/** Of one kind of annotation: precision, recall, F1, what is found, and what is missing. */
interface Score {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
  readonly tp: number;
  readonly fn: number;
}

/** By kind; some figures are plain numbers. */
type Scored = Readonly<Record<string, number | Score>>;

/** The parts of a training, in their order; a run has those that its config asks for. */
export const stages = [
  'reading',
  'words',
  'linking',
  'pretraining',
  'entities',
  'relations',
  'scoring',
] as const;
export type Stage = (typeof stages)[number];

/** One step of learning. */
interface Step {
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** The learning rate. */
  readonly rate: number;
  /** Words of the texts in the batch, padding not counted. */
  readonly words: number;
  readonly seconds: number;
}

/** What a run tells while it goes on. */
export type RunEvent =
  /** A process takes up the run, at first or again. */
  | { readonly type: 'begin'; readonly pid: number; readonly resumed: boolean }
  /** A line for the person: problems of a corpus, what is being done. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'stage'; readonly stage: Stage }
  /** The loss is the mean of −ln P(the hidden word). */
  | ({ readonly type: 'pretraining' } & Step)
  | ({ readonly type: 'step'; readonly epoch: number; readonly gradientNorm: number } & Step)
  | {
      readonly type: 'evaluation';
      readonly step: number;
      readonly epoch: number;
      readonly scores: { readonly raw: Scored; readonly givenEntities: Scored; readonly quality: number };
      readonly best: boolean;
    }
  /** The last line of a process that could still write one. */
  | { readonly type: 'end'; readonly how: 'done' | 'stopped' | 'failed'; readonly message?: string };

/** As it stands in the log: when it was written, as an ISO 8601 time in UTC. */
export type LoggedEvent = RunEvent & { readonly time: string };
