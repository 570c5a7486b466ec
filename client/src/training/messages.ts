import type { LoggedEvent } from '../../../server/src/runs/runEvent';
import type { RunState } from '../../../server/src/runs/state';

/** Extension → view. */
export type ToView =
  /** @see RunListener */
  | { readonly type: 'events'; readonly events: readonly LoggedEvent[]; readonly again: boolean }
  | { readonly type: 'state'; readonly state: RunState | undefined };

/** View → extension. */
export type FromView =
  | { readonly type: 'ready' }
  | { readonly type: 'stop' }
  | { readonly type: 'resume' }
  /** Load the run's model, and let it read. */
  | { readonly type: 'use' }
  | { readonly type: 'save'; readonly format: 'svg' | 'csv'; readonly content: string };

/** What a view keeps of itself; VS Code gives it back after a reload. */
export interface SavedRun {
  readonly folder: string;
}
