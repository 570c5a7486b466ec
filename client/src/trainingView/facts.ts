import { type Curves, pace } from '../../../server/src/runs/curves';
import type { Stage } from '../../../server/src/runs/runEvent';
import type { RunState, State } from '../../../server/src/runs/state';

export const stateNames: Readonly<Record<State, string>> = {
  running: 'Running',
  stopping: 'Stopping',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
  died: 'Died',
};

const stageNames: Readonly<Record<Stage, string>> = {
  reading: 'reads the corpora',
  words: 'learns words',
  linking: 'learns linking',
  pretraining: 'reads beforehand',
  entities: 'learns entities',
  relations: 'learns relations',
  scoring: 'scores the model',
};

/** How a run stands, in a few words each. */
export function factsOf(curves: Curves, { state, message, resumable }: RunState): string[] {
  const { last, secondsLeft } = curves;
  const running = state === 'running' || state === 'stopping';
  const speed = pace(curves.steps.length > 0 ? curves.steps : curves.guesses);
  return [
    running && curves.stage ? `${stateNames[state]}: ${stageNames[curves.stage]}` : stateNames[state],
    ...(message ? [message] : []),
    ...(last?.type === 'step' ? [`epoch ${last.epoch}`] : []),
    ...(last ? [`step ${last.step.toLocaleString('en')} of ${last.steps.toLocaleString('en')}`] : []),
    ...(speed > 0 ? [`${Math.round(speed).toLocaleString('en')} words a second`] : []),
    ...(running && secondsLeft ? [`about ${duration(secondsLeft)} left in this stage`] : []),
    ...(resumable ? ['can be resumed'] : []),
  ];
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
