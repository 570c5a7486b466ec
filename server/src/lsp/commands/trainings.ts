import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { sentence } from '../../platform/failure';
import {
  type FineTuneResult,
  runArguments,
  type StopTrainingResult,
  type TrainingsResult,
} from '../../protocol/commands';
import { learnsFromCorrections } from '../../runs/correctionRun';
import { followRun } from '../../runs/followRun';
import { knownRuns } from '../../runs/knownRuns';
import { launchRun } from '../../runs/launch';
import type { RunEvent } from '../../runs/runEvent';
import { runFiles } from '../../runs/runFiles';
import type { RunState } from '../../runs/state';
import { stopRun } from '../../runs/stop';
import { command, type Run, type Workbench } from './command';
import { filePath } from './filePath';
import { measureLearning } from './measureLearning';
import { partOf } from './partOf';

/** Lists the runs that this person has started, in whatever window or shell. */
export const trainings = command({
  schema: z.strictObject({}),
  needsTrust: false,
  async execute(): Promise<TrainingsResult> {
    return { runs: await knownRuns() };
  },
});

/** Follows a run that goes on until it ends; cancelling stops the run. */
export const followTraining = command({
  schema: runArguments,
  title: 'Training',
  needsTrust: true,
  execute: ({ out }, { log }, run) => followToItsEnd(filePath(out), log, run),
});

/** Stops a run; what it has learned is kept. */
export const stopTraining = command({
  schema: runArguments,
  needsTrust: true,
  async execute({ out }): Promise<StopTrainingResult> {
    return { stopped: await stopRun(filePath(out)) };
  },
});

/** What is left to do when a run that learns from corrections has ended takes so much of the whole. */
const trainingsShare = 0.85;

/** Goes on with a run that was stopped or died, and follows it; one that learns from corrections is then measured on those held out. */
export const resumeTraining = command({
  schema: runArguments,
  title: 'Training',
  needsTrust: true,
  async execute({ out }, workbench, run): Promise<FineTuneResult> {
    const folder = filePath(out);
    if (!learnsFromCorrections(folder)) return trainToTheEnd({ folder }, workbench, run);
    const trained = await trainToTheEnd({ folder }, workbench, partOf(run, 0, trainingsShare));
    const rest = partOf(run, trainingsShare, 1);
    return { ...trained, learned: await measureLearning(folder, [], workbench, rest) };
  },
});

/**
 * Starts the run of an order, or goes on with the one in the folder, and follows it.
 * @returns and throws as `followToItsEnd`; where the signal is aborted before the run has begun, it is asked to stop when it can hear that
 */
export async function trainToTheEnd(
  { folder, order }: { readonly folder: string; readonly order?: object },
  { workers, log }: Pick<Workbench, 'workers' | 'log'>,
  run: Run,
): Promise<FineTuneResult> {
  const { signal } = run;
  const launching = launchRun(workers.training, folder, order);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    await Promise.race([launching, aborted]);
  } catch (error) {
    if (signal.aborted)
      launching.then(
        () => askToStop(folder, log),
        () => {},
      );
    throw error;
  }
  return followToItsEnd(folder, log, run);
}

/**
 * @returns the scores of a run that is done
 * @throws an Error with a sentence where it ended otherwise; the signal's reason as soon as that is aborted, and the run is then asked to stop
 */
function followToItsEnd(
  folder: string,
  log: Workbench['log'],
  { signal, progress }: Run,
): Promise<FineTuneResult> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      leave();
      signal.removeEventListener('abort', cancel);
      settle();
    };
    const cancel = () => {
      finish(() => reject(signal.reason));
      askToStop(folder, log);
    };
    const leave = followRun(folder, {
      events(events) {
        const last = events.findLast((event) => event.type === 'step' || event.type === 'pretraining');
        if (last) progress(last.step / last.steps, describe(last));
      },
      state(state) {
        if (!state) finish(() => reject(new Error(`${folder} holds no training.`)));
        else if (state.state === 'done')
          finish(() => scoresOf(folder).then((scores) => resolve({ out: folder, scores }), reject));
        else if (state.pid === undefined) finish(() => reject(new Error(howItEnded(state))));
      },
    });
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}

/** Whoever cancelled has been answered already: what goes wrong now is for the log. */
function askToStop(folder: string, log: Workbench['log']): void {
  stopRun(folder).catch((error) => log(sentence(error)));
}

function describe(step: Extract<RunEvent, { type: 'step' | 'pretraining' }>): string {
  const part = step.type === 'step' ? `epoch ${step.epoch}` : 'reading beforehand';
  return `${part}, step ${step.step} of ${step.steps}, loss ${step.loss.toFixed(3)}`;
}

function howItEnded({ folder, state, message }: RunState): string {
  const why = message ? `: ${message}` : '.';
  if (state === 'failed') return message ?? `The training in ${folder} failed.`;
  if (state === 'stopped') return `The training in ${folder} was stopped. It can be resumed.`;
  return `The training in ${folder} has died${why} It can be resumed.`;
}

/** Figures from raw text by the keys of `evaluate --json`, those with gold entities under `given_entities`; none where nothing was held out. */
async function scoresOf(folder: string): Promise<FineTuneResult['scores']> {
  const text = await readFile(join(folder, runFiles.evaluation), 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const { raw, givenEntities } = JSON.parse(text);
  return { ...raw, given_entities: givenEntities };
}
