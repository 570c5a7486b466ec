import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import { basename } from 'node:path';
import { type Disposable, EventEmitter, StatusBarAlignment, window } from 'vscode';
import { followRun } from '../../../server/src/runs/followRun';
import { knownRuns, knownRunsFolder } from '../../../server/src/runs/knownRuns';
import type { RunState } from '../../../server/src/runs/state';
import { command } from '../contributions';

/** Says in the status bar how the trainings of this computer go, in every window, whoever started them. */
export class TrainingItem implements Disposable {
  readonly #item = window.createStatusBarItem('biogloss.training', StatusBarAlignment.Right, 99);
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** Folder → how it stands, of those that run. */
  readonly running = new Map<string, RunState>();
  readonly #followed = new Map<string, () => void>();
  #watcher: FSWatcher | undefined;

  constructor() {
    this.#item.name = 'BioGloss: Training';
    try {
      // A run that somebody starts is put on the list.
      mkdirSync(knownRunsFolder(), { recursive: true });
      this.#watcher = watch(knownRunsFolder(), () => void this.#look()).on('error', () => {});
    } catch {
      // Runs that are started elsewhere are then seen by "Show Training…" alone.
    }
    void this.#look();
  }

  dispose(): void {
    this.#watcher?.close();
    for (const leave of this.#followed.values()) leave();
    this.#item.dispose();
    this.#changed.dispose();
  }

  async #look(): Promise<void> {
    for (const { folder, pid } of await knownRuns())
      if (!this.#followed.has(folder) && pid !== undefined) this.#follow(folder);
  }

  #follow(folder: string): void {
    const leave = followRun(folder, {
      events: () => {},
      state: (run) => {
        if (run?.pid === undefined) {
          leave();
          this.#followed.delete(folder);
          this.running.delete(folder);
        } else this.running.set(folder, run);
        this.#draw();
      },
    });
    this.#followed.set(folder, leave);
  }

  #draw(): void {
    const runs = [...this.running.values()];
    if (runs.length === 0) this.#item.hide();
    else {
      this.#item.text = `$(sync~spin) Training ${runs.length > 1 ? runs.length : share(runs[0])}`;
      this.#item.tooltip = runs
        .map((run) => `${basename(run.folder)}: ${run.stage ?? run.state} ${share(run)}`)
        .join('\n');
      this.#item.accessibilityInformation = { label: this.#item.tooltip, role: 'button' };
      this.#item.command = {
        title: 'Show Training',
        command: command.showTraining,
        arguments: runs.length === 1 ? [{ out: runs[0].folder }] : [],
      };
      this.#item.show();
    }
    this.#changed.fire();
  }
}

const share = ({ step, steps }: RunState): string =>
  step === undefined || steps === undefined ? '' : `${Math.floor((100 * step) / steps)} %`;
