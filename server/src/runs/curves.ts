import type { LoggedEvent, RunEvent, Stage } from './runEvent';

type Of<Type extends RunEvent['type']> = Extract<LoggedEvent, { type: Type }>;

/**
 * What the events of a run come to. A run that died goes on from its last checkpoint and makes some steps again: these take the place of the ones that
 * were made before, so that each step is there once.
 */
export class Curves {
  readonly guesses: Of<'pretraining'>[] = [];
  readonly steps: Of<'step'>[] = [];
  readonly evaluations: Of<'evaluation'>[] = [];
  readonly notes: Of<'note'>[] = [];
  stage: Stage | undefined;
  /** The first of the steps that were made without a break, by which it is told how long the rest takes. */
  #unbroken: Of<'step' | 'pretraining'> | undefined;

  add(events: readonly LoggedEvent[]): void {
    for (const event of events) this.#take(event);
  }

  #take(event: LoggedEvent): void {
    if (event.type === 'pretraining') this.#step(this.guesses, event);
    else if (event.type === 'step') this.#step(this.steps, event);
    else if (event.type === 'evaluation') {
      cut(this.evaluations, (each) => each.epoch >= event.epoch);
      this.evaluations.push(event);
    } else if (event.type === 'note') this.notes.push(event);
    else {
      this.#unbroken = undefined;
      if (event.type === 'stage') this.stage = event.stage;
    }
  }

  #step<Step extends Of<'step' | 'pretraining'>>(steps: Step[], step: Step): void {
    cut(steps, (each) => each.step >= step.step);
    steps.push(step);
    this.#unbroken ??= step;
  }

  /** The last step, of whichever kind. */
  get last(): Of<'step' | 'pretraining'> | undefined {
    return this.steps.at(-1) ?? this.guesses.at(-1);
  }

  /** Seconds until the last step of the stage, as fast as it has gone, pauses for scoring included; undefined where nothing tells. */
  get secondsLeft(): number | undefined {
    const { last } = this;
    const first = this.#unbroken;
    if (!last || !first || last.type !== first.type || last.step <= first.step) return undefined;
    const taken = (Date.parse(last.time) - Date.parse(first.time)) / 1000;
    return ((last.steps - last.step) * taken) / (last.step - first.step);
  }
}

function cut<T>(list: T[], isOver: (each: T) => boolean): void {
  while (list.length > 0 && isOver(list[list.length - 1])) list.pop();
}

/** Words a second over the last steps, so many at most. */
export function pace(
  steps: readonly { readonly words: number; readonly seconds: number }[],
  most = 50,
): number {
  const recent = steps.slice(-most);
  const seconds = recent.reduce((sum, step) => sum + step.seconds, 0);
  return seconds === 0 ? 0 : recent.reduce((sum, step) => sum + step.words, 0) / seconds;
}
