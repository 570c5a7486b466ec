import { basename, dirname } from 'node:path';
import { type QuickPickItem, window } from 'vscode';
import { knownRuns } from '../../../server/src/runs/knownRuns';
import type { RunState, State } from '../../../server/src/runs/state';
import { askForFolder } from './askForFolder';

export interface RunOptions {
  /** The run folder; asked for where not given. */
  readonly out?: string;
}

interface Question {
  /** Shown above the list. */
  readonly what: string;
  /** The sentence where there is nothing to choose from. */
  readonly none: string;
  /** Whether any folder may be chosen. */
  readonly browse?: boolean;
}

const icons: Readonly<Record<State, string>> = {
  running: 'sync~spin',
  stopping: 'debug-pause',
  done: 'check',
  stopped: 'debug-stop',
  failed: 'error',
  died: 'error',
};

/**
 * Asks for one of the runs that this person has started, in whatever window or shell.
 * @param fitting only these are offered; a single one is taken without asking
 * @returns its folder; undefined where the person changed their mind
 * @throws Error with a sentence where there is none
 */
export async function askForRun(
  { what, none, browse = false }: Question,
  fitting: (run: RunState) => boolean,
): Promise<string | undefined> {
  const runs = (await knownRuns()).filter(fitting);
  if (runs.length === 1 && !browse) return runs[0].folder;
  const items: (QuickPickItem & { folder?: string })[] = runs.map((run) => ({
    label: `$(${icons[run.state]}) ${basename(run.folder)}`,
    description: howItStands(run),
    detail: dirname(run.folder),
    folder: run.folder,
  }));
  if (browse) items.push({ label: '$(folder-opened) Browse…', description: 'a run folder' });
  if (items.length === 0) throw new Error(none);
  const choice = await window.showQuickPick(items, { title: 'BioGloss: Trainings', placeHolder: what });
  return (
    choice &&
    (choice.folder ?? (await askForFolder({ title: 'Run folder of a training', openLabel: 'Show' })))
  );
}

export function howItStands({ state, step, steps, epoch, message }: RunState): string {
  const at =
    step === undefined ? '' : `, step ${step} of ${steps}${epoch === undefined ? '' : `, epoch ${epoch}`}`;
  return `${state}${at}${message ? `: ${message}` : ''}`;
}
