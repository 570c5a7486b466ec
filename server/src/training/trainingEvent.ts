import type { RunEvent } from '../runs/runEvent';
import type { DevScores } from './devScores';

/** What a training tells while it goes on: of the run's events those that it makes itself. */
export type TrainingEvent =
  | Extract<RunEvent, { type: 'stage' | 'pretraining' | 'step' }>
  | (Extract<RunEvent, { type: 'evaluation' }> & { readonly scores: DevScores });
