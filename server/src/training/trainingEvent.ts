import type { DevScores } from './devScores';

/** What a run tells while it goes on. */
export type TrainingEvent =
  | {
      readonly type: 'pretraining';
      /** Counted from 1. */
      readonly step: number;
      readonly steps: number;
      /** Mean of −ln P(the hidden word). */
      readonly loss: number;
      readonly rate: number;
      readonly seconds: number;
    }
  | {
      readonly type: 'step';
      /** Counted from 1. */
      readonly step: number;
      readonly steps: number;
      readonly epoch: number;
      readonly loss: number;
      readonly rate: number;
      readonly gradientNorm: number;
      readonly seconds: number;
    }
  | {
      readonly type: 'evaluation';
      readonly step: number;
      readonly epoch: number;
      readonly scores: DevScores;
      readonly best: boolean;
    };
